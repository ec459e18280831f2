/** The runner: Heartbeat as a command. */
@NullMarked
package io.heartbeat.examples;

import org.jspecify.annotations.NullMarked;
