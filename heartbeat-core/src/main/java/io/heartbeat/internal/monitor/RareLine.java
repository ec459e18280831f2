package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;

/** Decides when something that may happen in every round is worth a line in the log: once in ten minutes, and whenever it is twice as bad. */
final class RareLine {
    private static final long QUIET_NANOS = 600_000_000_000L;

    private boolean told;
    private long toldNanos;
    private long toldSize;

    /** Whether to write it; if so, it counts as written. */
    boolean isDue(long size, Moment now) {
        boolean quiet = told && now.nanos() - toldNanos < QUIET_NANOS;
        if (quiet && size < 2 * toldSize) {
            return false;
        }
        told = true;
        toldNanos = now.nanos();
        toldSize = size;
        return true;
    }
}
