package io.heartbeat.event;

import java.time.Duration;
import java.time.Instant;

/**
 * What was wrong with a part of a host is so no longer.
 *
 * @param condition what was wrong with which part, as it was told last
 * @param duration how long that lasted
 * @param remote whether the host told it in its beats; false if it was found on this very machine
 */
public record HardwareRecovered(
        String id, String host, Instant at, HardwareCondition condition, Duration duration, boolean remote)
        implements HeartbeatEvent {

    /** The end of this condition, with the id that whoever tells of it gives it. */
    public static HardwareRecovered of(String host, Instant at, HardwareCondition condition, boolean remote) {
        Instant since = condition.since();
        String id = EventId.of("recovered", host, condition.component(), condition.code(), since.toEpochMilli());
        Duration lasted = Duration.between(since, at);
        return new HardwareRecovered(id, host, at, condition, lasted.isNegative() ? Duration.ZERO : lasted, remote);
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String title() {
        return "Hardware Recovered";
    }

    @Override
    public String summary() {
        return host + ": " + condition.label() + " recovered after " + Durations.text(duration) + " (was: "
                + condition.message() + ")";
    }
}
