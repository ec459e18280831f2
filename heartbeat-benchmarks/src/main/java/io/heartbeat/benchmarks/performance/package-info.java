/** What beats cost: the whole monitor under floods, its parts, its start, and how all that grows. */
@NullMarked
package io.heartbeat.benchmarks.performance;

import org.jspecify.annotations.NullMarked;
