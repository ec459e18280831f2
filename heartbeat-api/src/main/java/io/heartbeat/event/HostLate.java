package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host is overdue: a suspicion, meant for listeners and not for people. It is followed by {@link HostFlatlined}, or
 * withdrawn in silence when the next beat arrives.
 *
 * @param lastSeen when the last beat arrived
 * @param silence how long ago that was
 */
public record HostLate(String id, String host, Instant at, Instant lastSeen, Duration silence)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Late Host";
    }

    @Override
    public String summary() {
        return host + " is late: silent for " + Durations.text(silence);
    }
}
