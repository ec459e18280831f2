/** Heartbeat beside other projects on real hosts: processes in network namespaces that are killed, frozen and cut off. */
@NullMarked
package io.heartbeat.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
