package io.heartbeat.benchmarks.detection;

/**
 * NFD-E of Chen, Toueg and Aguilera, <a href="https://doi.org/10.1109/TC.2002.1004595">On the quality of service of failure
 * detectors</a>, 2002: expects each beat where the mean of the last ones puts it, on a grid of the nominal interval, and suspects when
 * it is later than a fixed allowance.
 */
final class ChenEstimate implements DetectorUnderTest {
    private final long interval;
    private final long allowance;

    /** When each of the last beats arrived, less its number of intervals. */
    private final long[] shifted;

    private int count;
    private int oldest;
    private long sum;
    private long newest;
    private long suspectAt;

    ChenEstimate(int window, double allowedIntervals, long interval) {
        this(new long[window], (long) (allowedIntervals * interval), interval);
    }

    private ChenEstimate(long[] shifted, long allowance, long interval) {
        this.shifted = shifted;
        this.allowance = allowance;
        this.interval = interval;
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        long value = now - sequence * interval;
        if (count == shifted.length) {
            sum -= shifted[oldest];
        } else {
            count++;
        }
        sum += value;
        shifted[oldest] = value;
        oldest = (oldest + 1) % shifted.length;
        newest = Math.max(newest, sequence);
        suspectAt = expected(newest + 1) + allowance;
    }

    /** When this beat should arrive. */
    long expected(long sequence) {
        return sum / count + sequence * interval;
    }

    @Override
    public long suspectAt() {
        return suspectAt;
    }

    @Override
    public ChenEstimate copy() {
        ChenEstimate copy = new ChenEstimate(shifted.clone(), allowance, interval);
        copy.count = count;
        copy.oldest = oldest;
        copy.sum = sum;
        copy.newest = newest;
        copy.suspectAt = suspectAt;
        return copy;
    }
}
