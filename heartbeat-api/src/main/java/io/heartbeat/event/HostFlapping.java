package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host comes and goes. This is told once, in place of each further {@link HostFlatlined} and {@link HostRecovered}, until the host has
 * stayed up or down for a while; then the one of the two is told that is true.
 *
 * @param flatlines how often it flatlined lately, this time included
 * @param within in how much time
 */
public record HostFlapping(String id, String host, Instant at, int flatlines, Duration within)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String title() {
        return "Flapping Host";
    }

    @Override
    public String summary() {
        return host + " comes and goes: flatlined " + flatlines + " times in " + Durations.text(within)
                + "; more is told once it stays up or down";
    }
}
