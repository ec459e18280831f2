package io.heartbeat.event;

import java.time.Instant;

/** A host said goodbye: it was shut down in order, and its silence is no alarm. */
public record HostDeparted(String id, String host, Instant at) implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Departed Host";
    }

    @Override
    public String summary() {
        return host + " said goodbye";
    }
}
