package io.heartbeat.internal.sender;

import java.util.random.RandomGenerator;

/**
 * When to beat: on a grid of whole intervals, each beat put off by up to a twentieth of one so that hosts which started
 * together drift apart. A beat that comes late, after a pause or a slow start, begins a new grid: what was missed is not made
 * up for in a burst, and the promised gap is never so short that one lost beat would be taken for a death.
 */
final class BeatSchedule {
    private static final int JITTER_SHARE = 20;

    private final long intervalNanos;
    private final RandomGenerator random;
    private long gridNanos;
    private long dueNanos;

    /** The first beat is due at once. */
    BeatSchedule(long startNanos, long intervalNanos, RandomGenerator random) {
        this.intervalNanos = intervalNanos;
        this.random = random;
        this.gridNanos = startNanos;
        this.dueNanos = startNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** A beat is sent now: plans the next one and answers the gap until then, in nanoseconds; at least 0.9 intervals. */
    long next(long nowNanos) {
        long jitterNanos = intervalNanos / JITTER_SHARE;
        gridNanos = (nowNanos - dueNanos > jitterNanos ? nowNanos : gridNanos) + intervalNanos;
        dueNanos = gridNanos + random.nextLong(jitterNanos);
        return dueNanos - nowNanos;
    }
}
