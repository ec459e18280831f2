package io.heartbeat.event;

import java.time.Instant;

/**
 * The monitor itself is probably cut off, so it blames no host: per-host alarms are held until {@link MonitorRejoined}.
 *
 * @param silentHosts how many hosts fell silent together
 * @param knownHosts how many hosts were alive before
 * @param cause what the monitor concludes this from
 */
public record MonitorIsolated(String id, String host, Instant at, int silentHosts, int knownHosts, String cause)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.CRITICAL;
    }

    @Override
    public String title() {
        return "Monitor Isolated";
    }

    @Override
    public String summary() {
        return "Monitor on " + host + " is isolated: " + cause + " (" + silentHosts + " of " + knownHosts
                + " hosts silent; their alarms are held)";
    }
}
