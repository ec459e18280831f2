package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A living host began a new session: it rebooted, or its process was replaced, before anybody missed it.
 *
 * @param gap from the last beat of the old session to the first of the new one
 */
public record HostRestarted(String id, String host, Instant at, Duration gap) implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Restarted Host";
    }

    @Override
    public String summary() {
        return host + " restarted, away for " + Durations.text(gap);
    }
}
