package io.heartbeat.internal.detect;

/**
 * The largest delays of this week and of the last one. Delays come in clusters, of which one cause makes many; each cluster counts as its
 * largest one (runs declustering, as usual in extreme value theory), so they are independent of each other.
 */
final class RecentDelays {
    private static final int CLUSTER = 10;
    private static final LargestDelays NONE = new LargestDelays();

    private LargestDelays recent;
    /** Not added to, so that copies can share it. */
    private LargestDelays former;

    private double peak;
    private int sincePeak;

    RecentDelays() {
        this(new LargestDelays(), NONE);
    }

    RecentDelays(LargestDelays recent, LargestDelays former) {
        this.recent = recent;
        this.former = former.counted() == 0 ? NONE : former;
    }

    RecentDelays copy() {
        RecentDelays copy = new RecentDelays(recent.copy(), former);
        copy.peak = peak;
        copy.sincePeak = sincePeak;
        return copy;
    }

    LargestDelays recent() {
        return recent;
    }

    LargestDelays former() {
        return former;
    }

    void add(double seconds) {
        recent.count();
        sincePeak++;
        if (seconds > peak) {
            recent.replace(peak, seconds);
            peak = seconds;
            sincePeak = 0;
        } else if (sincePeak >= CLUSTER) {
            peak = 0;
        }
    }

    /** A week is over. */
    void fade() {
        former = recent;
        recent = new LargestDelays();
        peak = 0;
    }

    LargestDelays all() {
        return recent.with(former);
    }
}
