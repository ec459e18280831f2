package io.heartbeat.benchmarks.detection;

/**
 * The detector of Bertier, Marin and Sens, <a href="https://doi.org/10.1109/DSN.2002.1028920">Implementation and performance
 * evaluation of an adaptable failure detector</a>, 2002: Chen's estimate, with an allowance that follows the error of the estimate as
 * TCP's retransmission timer follows the round-trip time.
 */
final class Bertier implements DetectorUnderTest {
    private static final int WINDOW = 1_000;
    private static final double BETA = 1;
    private static final double GAMMA = 0.1;

    private final ChenEstimate estimate;
    private final double phi;
    private long newest;
    private double delay;
    private double variation;
    private long suspectAt;

    Bertier(double phi, long interval) {
        this(new ChenEstimate(WINDOW, 0, interval), phi);
    }

    private Bertier(ChenEstimate estimate, double phi) {
        this.estimate = estimate;
        this.phi = phi;
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        if (newest > 0) {
            double error = now - estimate.expected(sequence) - delay;
            delay += GAMMA * error;
            variation += GAMMA * (Math.abs(error) - variation);
        }
        estimate.heard(now, sequence, uptime, promised, late, answer);
        newest = Math.max(newest, sequence);
        suspectAt = estimate.suspectAt() + (long) (BETA * delay + phi * variation);
    }

    @Override
    public long suspectAt() {
        return suspectAt;
    }

    @Override
    public Bertier copy() {
        Bertier copy = new Bertier(estimate.copy(), phi);
        copy.newest = newest;
        copy.delay = delay;
        copy.variation = variation;
        copy.suspectAt = suspectAt;
        return copy;
    }
}
