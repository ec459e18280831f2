/** The monitor: hears datagrams, keeps the table of hosts and turns silence into events. */
@NullMarked
package io.heartbeat.internal.monitor;

import org.jspecify.annotations.NullMarked;
