/** Failure detectors in comparison: the same simulated hosts and networks for Heartbeat's own and for those of other projects. */
@NullMarked
package io.heartbeat.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
