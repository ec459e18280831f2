package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host that had flatlined or departed is heard again, or one that came and went has stayed up.
 *
 * @param downtime from its last beat before to its first beat after; of one that came and went, from when that was told to the beat
 *     since which it has stayed up
 * @param previous what it was until now: {@link HostState#FLATLINED}, {@link HostState#DEPARTED} or {@link HostState#FLAPPING}
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
        if (previous == HostState.FLAPPING) {
            return host + " stays up again, after it came and went for " + Durations.text(downtime);
        }
        return host
                + (previous == HostState.DEPARTED ? " is back after " : " recovered after ")
                + Durations.text(downtime)
                + (restarted ? " (restarted)" : "");
    }
}
