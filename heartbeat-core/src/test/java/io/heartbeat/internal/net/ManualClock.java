package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import java.time.Duration;

/** Time that passes only when told to. */
final class ManualClock implements Clock {
    private long nanos;

    void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return 0;
    }
}
