/** Where plug-ins come from: what is found, what is broken, and why. */
@NullMarked
package io.heartbeat.internal.plugin;

import org.jspecify.annotations.NullMarked;
