package io.heartbeat.internal.sender;

import java.util.random.RandomGenerator;

/**
 * When to beat: on a grid of whole periods, each beat put off by up to a twentieth of one so that hosts which started
 * together drift apart. A beat that comes late, after a pause or a slow start, begins a new grid: what was missed is not made
 * up for in a burst, and the promised gap is never so short that one lost beat would be taken for a death.
 *
 * <p>The period is the interval. With copies, it is as many intervals as there are copies, which follow each other closely and promise
 * the same: the number of datagrams stays what it is without.
 */
final class BeatSchedule {
    private static final int JITTER_SHARE = 20;
    private static final int SPACING_SHARE = 10;
    private static final long LEAST_SPACING_NANOS = 20_000_000;

    private final long periodNanos;
    private final long spacingNanos;
    private final int copies;
    private final RandomGenerator random;
    private int copiesLeft;
    private long gridNanos;
    private long periodBeginsNanos;
    private long dueNanos;

    /** The first beat is due at once. */
    BeatSchedule(long startNanos, long intervalNanos, int copies, RandomGenerator random) {
        this.periodNanos = copies * intervalNanos;
        this.spacingNanos = Math.max(intervalNanos / SPACING_SHARE, LEAST_SPACING_NANOS);
        this.copies = copies;
        this.random = random;
        restart(startNanos);
    }

    /** Begins a new grid with a beat that is due at this time. */
    void restart(long nanos) {
        copiesLeft = 0;
        gridNanos = nanos;
        periodBeginsNanos = nanos;
        dueNanos = nanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** What every beat of the present period promises: when the next period begins. */
    long promisedNanos() {
        return periodBeginsNanos;
    }

    /** A beat is sent now: plans the next one and answers the gap that it promises, in nanoseconds; at least 0.8 periods. */
    long next(long nowNanos) {
        long jitterNanos = periodNanos / JITTER_SHARE;
        boolean late = nowNanos - dueNanos > jitterNanos;
        if (late || copiesLeft == 0) {
            gridNanos = (late ? nowNanos : gridNanos) + periodNanos;
            periodBeginsNanos = gridNanos + random.nextLong(jitterNanos);
            copiesLeft = copies;
        }
        copiesLeft--;
        dueNanos = copiesLeft > 0 ? nowNanos + spacingNanos : periodBeginsNanos;
        return periodBeginsNanos - nowNanos;
    }
}
