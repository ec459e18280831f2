package io.heartbeat.internal.detect;

import java.time.Duration;

/**
 * Says how long a host may be silent, given the gap to the next beat that its last beat promised.
 *
 * <p>Late after 3 missed beats, flatlined after 5. A tenth of a gap is added to each, because a limit of exactly k gaps races
 * the k-th beat: under 5 % loss that alone makes ten times as many mistakes. A fixed limit replaces both, but never accuses
 * a host over a single lost beat.
 */
public final class FailureDetector {
    private static final double LATE_GAPS = 3.1;
    private static final double FLATLINED_GAPS = 5.1;
    private static final double FEWEST_GAPS = 2.1;

    private final long fixedNanos;

    private FailureDetector(long fixedNanos) {
        this.fixedNanos = fixedNanos;
    }

    /** Follows the promised gap alone. */
    public static FailureDetector automatic() {
        return new FailureDetector(0);
    }

    /** Flatlines after this silence, or after 2.1 promised gaps where that is longer. */
    public static FailureDetector fixed(Duration silence) {
        return new FailureDetector(silence.toNanos());
    }

    /** The silence, in nanoseconds, after which a host is suspected; always less than {@link #flatlinedAfter}. */
    public long lateAfter(long gapNanos) {
        return fixedNanos == 0
                ? scaled(gapNanos, LATE_GAPS)
                : (long) (flatlinedAfter(gapNanos) * (LATE_GAPS / FLATLINED_GAPS));
    }

    /** The silence, in nanoseconds, after which a host counts as dead. */
    public long flatlinedAfter(long gapNanos) {
        return fixedNanos == 0 ? scaled(gapNanos, FLATLINED_GAPS) : Math.max(fixedNanos, scaled(gapNanos, FEWEST_GAPS));
    }

    private static long scaled(long gapNanos, double gaps) {
        return (long) (gapNanos * gaps);
    }
}
