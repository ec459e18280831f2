package io.heartbeat.benchmarks.detection;

/** Suspects after a silence of so many nominal intervals. */
final class FixedTimeout implements DetectorUnderTest {
    private final long timeout;
    private long suspectAt;

    static FixedTimeout of(double intervals, long interval) {
        return new FixedTimeout((long) (intervals * interval), 0);
    }

    private FixedTimeout(long timeout, long suspectAt) {
        this.timeout = timeout;
        this.suspectAt = suspectAt;
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        suspectAt = now + timeout;
    }

    @Override
    public long suspectAt() {
        return suspectAt;
    }

    @Override
    public FixedTimeout copy() {
        return new FixedTimeout(timeout, suspectAt);
    }
}
