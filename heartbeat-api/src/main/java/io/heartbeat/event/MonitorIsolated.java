package io.heartbeat.event;

import java.time.Instant;

/**
 * The fault is on the monitor's own side, so it blames no host for what it could not hear. However many reasons there are at once, this
 * is told once, and answered once, by {@link MonitorRejoined}.
 *
 * <ul>
 *   <li>Everyone or nearly everyone fell silent at once; no network interface is up; its socket broke; the beats of its own process are
 *       not heard either. All alarms are held until that is over, or until a host is heard.
 *   <li>It did not run: it was paused, starved, or asleep. It overflowed: the system threw datagrams away. Each host has a full new
 *       term from then on. If that happens again and again, a host is judged all the same once the monitor has listened for three of its
 *       terms.
 * </ul>
 *
 * @param silentHosts how many hosts are silent; 0 if the monitor itself did not run
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
        String held = silentHosts == 0
                ? "no host is blamed for it"
                : silentHosts + " of " + knownHosts + " hosts silent; their alarms are held";
        return "Monitor on " + host + " is isolated: " + cause + " (" + held + ")";
    }
}
