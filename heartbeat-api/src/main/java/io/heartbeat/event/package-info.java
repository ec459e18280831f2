/** The vocabulary of Heartbeat: what happened to a host or a monitor, told as immutable values. */
@NullMarked
package io.heartbeat.event;

import org.jspecify.annotations.NullMarked;
