/** The vocabulary of Heartbeat: what happened to a host, its hardware or a monitor, told as immutable values. */
@NullMarked
package io.heartbeat.event;

import org.jspecify.annotations.NullMarked;
