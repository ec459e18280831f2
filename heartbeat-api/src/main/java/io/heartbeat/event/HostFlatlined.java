package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A host fell silent: it is dead, hung, or cut off from this monitor.
 *
 * @param lastSeen when the last beat arrived
 * @param silence how long ago that was
 * @param evidence what the verdict rests on
 */
public record HostFlatlined(String id, String host, Instant at, Instant lastSeen, Duration silence, Evidence evidence)
        implements HeartbeatEvent {

    @Override
    public Severity severity() {
        return Severity.CRITICAL;
    }

    @Override
    public String title() {
        return "Flatlined Host";
    }

    @Override
    public String summary() {
        String beats = evidence.beatsMissed() == 1 ? "1 beat" : evidence.beatsMissed() + " beats";
        return evidence.heardSinceStart()
                ? host + " flatlined: silent for " + Durations.text(silence) + ", " + beats + " missed"
                : host + " flatlined: expected, but not heard since this monitor started; last seen "
                        + Durations.text(silence) + " ago";
    }
}
