package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host that had flatlined or departed is heard again.
 *
 * @param downtime from its last beat before to its first beat after
 * @param previous what it was until now: {@link HostState#FLATLINED} or {@link HostState#DEPARTED}
 * @param restarted whether it came back as a new session (a reboot or a new process) rather than continuing the old one
 */
public record HostRecovered(
        String id, String host, Instant at, Duration downtime, HostState previous, boolean restarted)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Recovered Host";
    }

    @Override
    public String summary() {
        return host
                + (previous == HostState.DEPARTED ? " is back after " : " recovered after ")
                + Durations.text(downtime)
                + (restarted ? " (restarted)" : "");
    }
}
