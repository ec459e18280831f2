package io.heartbeat.testkit;

import io.heartbeat.internal.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The two clocks of one simulated machine. */
final class SimulatedClock implements Clock {
    /** When every simulation begins. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Timeline timeline;
    private long originNanos;
    private long wrongByMillis;
    private long stoodStillNanos;
    private long standsStillSince = -1;

    SimulatedClock(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public long monotonicNanos() {
        long now = standsStillSince < 0 ? timeline.nowNanos() : standsStillSince;
        return originNanos + now - stoodStillNanos;
    }

    @Override
    public long wallMillis() {
        return START.toEpochMilli() + timeline.nowNanos() / 1_000_000 + wrongByMillis;
    }

    /** A new process counts monotonic time from another origin. */
    void startFrom(long nanos) {
        originNanos += nanos - monotonicNanos();
    }

    void setWrongBy(Duration error) {
        wrongByMillis = error.toMillis();
    }

    /** The monotonic clock stands still, as it does while a machine sleeps; the wall clock goes on. */
    void standStill() {
        standsStillSince = timeline.nowNanos();
    }

    void goOn() {
        stoodStillNanos += timeline.nowNanos() - standsStillSince;
        standsStillSince = -1;
    }
}
