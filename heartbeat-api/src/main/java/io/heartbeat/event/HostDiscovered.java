package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host was heard for the first time ever. A monitor that remembers its hosts tells this once per identity.
 *
 * @param expectedGap the gap to the next beat that this beat promised
 * @param address where the beat came from
 * @param verified whether the beat was shown to be fresh; false when the two clocks disagree too much to tell it from a
 *     recording
 */
public record HostDiscovered(String id, String host, Instant at, Duration expectedGap, String address, boolean verified)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "New Heartbeat";
    }

    @Override
    public String summary() {
        return "New heartbeat: " + host + " at " + address
                + (verified ? "" : " (unverified: its clock and ours disagree)");
    }
}
