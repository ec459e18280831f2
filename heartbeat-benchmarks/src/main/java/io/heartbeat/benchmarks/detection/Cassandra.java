package io.heartbeat.benchmarks.detection;

/**
 * The formula of Apache Cassandra's {@code org.apache.cassandra.gms.FailureDetector}: phi is the silence over the mean of the last
 * 1000 gaps, times the logarithm of 10. Gaps above the first guess of two seconds are not counted, and for 5 s after a pause
 * of its own of more than that nobody is convicted.
 */
final class Cassandra implements DetectorUnderTest {
    private static final int WINDOW = 1_000;
    private static final long FIRST_GAP = 2 * Nanos.SECOND;
    private static final long LOCAL_PAUSE = 5 * Nanos.SECOND;

    private final double phi;
    private final long[] gaps;
    private int count;
    private int oldest;
    private long sum;
    private long last;
    private long notBefore;

    Cassandra(double phi) {
        this(phi, new long[WINDOW]);
    }

    private Cassandra(double phi, long[] gaps) {
        this.phi = phi;
        this.gaps = gaps;
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        long gap = count == 0 ? FIRST_GAP : now - last;
        last = now;
        if (gap > FIRST_GAP) {
            return;
        }
        if (count == WINDOW) {
            sum -= gaps[oldest];
        } else {
            count++;
        }
        sum += gap;
        gaps[oldest] = gap;
        oldest = (oldest + 1) % WINDOW;
    }

    @Override
    public long suspectAt() {
        return Math.max(notBefore, last + (long) (phi * Math.log(10) * sum / count));
    }

    @Override
    public void stalled(long from, long now) {
        if (now - from > LOCAL_PAUSE) {
            notBefore = now + LOCAL_PAUSE;
        }
    }

    @Override
    public Cassandra copy() {
        Cassandra copy = new Cassandra(phi, gaps.clone());
        copy.count = count;
        copy.oldest = oldest;
        copy.sum = sum;
        copy.last = last;
        copy.notBefore = notBefore;
        return copy;
    }
}
