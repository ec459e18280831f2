/** How configuration that is written as text is read: types, variables, files, and what is wrong with it. */
@NullMarked
package io.heartbeat.internal.settings;

import org.jspecify.annotations.NullMarked;
