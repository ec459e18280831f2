package io.heartbeat.benchmarks.detection;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;

/** Heartbeat's own, used as its monitor uses it. */
final class HeartbeatDetector implements DetectorUnderTest {
    private static final long SUSPENDED = 30 * Nanos.SECOND;
    private static final long NETWORK_RETURNS = 10 * Nanos.SECOND;

    private final FailureDetector detector;
    private final boolean asks;

    HeartbeatDetector(DetectionTarget target, LatenessModel model, boolean asks) {
        this(new FailureDetector(target, model), asks);
    }

    private HeartbeatDetector(FailureDetector detector, boolean asks) {
        this.detector = detector;
        this.asks = asks;
    }

    FailureDetector detector() {
        return detector;
    }

    @Override
    public void heard(long now, long sequence, long uptime, long promised, long late, boolean answer) {
        detector.heard(now, sequence, uptime, promised, late, answer, false);
    }

    @Override
    public long suspectAt() {
        return detector.flatlineAtNanos();
    }

    @Override
    public long askAt() {
        return asks ? detector.solicitAtNanos() : Nanos.NEVER;
    }

    @Override
    public void asked(long now) {
        detector.solicited(now);
    }

    @Override
    public void stalled(long from, long now) {
        detector.notBefore(now - from > SUSPENDED ? now + NETWORK_RETURNS : now);
    }

    @Override
    public HeartbeatDetector copy() {
        return new HeartbeatDetector(detector.copy(), asks);
    }
}
