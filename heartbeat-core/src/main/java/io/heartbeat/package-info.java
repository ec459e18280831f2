/**
 * Heartbeat: tells you, within seconds, when a machine or a JVM on your network appears, dies, comes back or leaves.
 *
 * <p>{@link io.heartbeat.Heartbeat#start} lets others watch this process; {@link io.heartbeat.Monitor#start} watches others.
 */
@NullMarked
package io.heartbeat;

import org.jspecify.annotations.NullMarked;
