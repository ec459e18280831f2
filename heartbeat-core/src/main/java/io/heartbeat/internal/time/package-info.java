/** Time and threads: the one place where clocks are read and threads are made. */
@NullMarked
package io.heartbeat.internal.time;

import org.jspecify.annotations.NullMarked;
