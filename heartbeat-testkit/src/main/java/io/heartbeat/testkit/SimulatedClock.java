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
    private boolean wallStandsStill;
    private long driftPpm;

    SimulatedClock(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public long monotonicNanos() {
        long now = standsStillSince < 0 ? timeline.nowNanos() : standsStillSince;
        long ran = now - stoodStillNanos;
        return originNanos + ran + ran / 1_000_000 * driftPpm;
    }

    @Override
    public long wallMillis() {
        long now = wallStandsStill ? standsStillSince : timeline.nowNanos();
        return START.toEpochMilli() + now / 1_000_000 + wrongByMillis;
    }

    /** A new process counts monotonic time from another origin. */
    void startFrom(long nanos) {
        originNanos += nanos - monotonicNanos();
    }

    /** {@return how long it truly takes until the monotonic clock has gone on by so much} */
    long trueNanos(long nanos) {
        return driftPpm == 0 || nanos <= 0 ? nanos : nanos - nanos / 1_000_000 * driftPpm + 1_000;
    }

    /** The monotonic clock runs fast by this much from now on, slow if negative. */
    void drift(long ppm) {
        long before = monotonicNanos();
        driftPpm = ppm;
        startFrom(before);
    }

    void setWrongBy(Duration error) {
        wrongByMillis = error.toMillis();
    }

    /** The monotonic clock stands still, as it does while a machine sleeps; the wall clock goes on. */
    void standStill() {
        standsStillSince = timeline.nowNanos();
    }

    /** Both clocks stand still, as they do while a virtual machine is stopped by its host. */
    void stop() {
        standStill();
        wallStandsStill = true;
    }

    void goOn() {
        long stood = timeline.nowNanos() - standsStillSince;
        stoodStillNanos += stood;
        wrongByMillis -= wallStandsStill ? stood / 1_000_000 : 0;
        standsStillSince = -1;
        wallStandsStill = false;
    }
}
