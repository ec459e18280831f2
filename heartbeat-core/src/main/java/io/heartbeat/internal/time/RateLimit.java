package io.heartbeat.internal.time;

/** So many at an even pace, and after some rest a few in quick succession. Used by one thread at a time. */
public final class RateLimit {
    private final int burst;
    private final long spacingNanos;

    /** When all so far would have happened at an even pace. */
    private long evenNanos;

    /**
     * Begins rested.
     *
     * @param burst how many in quick succession, after some rest
     * @param spacingNanos the time between two in the long run
     */
    public RateLimit(int burst, long spacingNanos, long startNanos) {
        this.burst = burst;
        this.spacingNanos = spacingNanos;
        this.evenNanos = startNanos;
    }

    /** Whether one more would be too many now. */
    public boolean isExhausted(long nowNanos) {
        return evenNanos - nowNanos > (burst - 1) * spacingNanos;
    }

    /** Counts one that happens now. */
    public void count(long nowNanos) {
        evenNanos = (evenNanos - nowNanos > 0 ? evenNanos : nowNanos) + spacingNanos;
    }
}
