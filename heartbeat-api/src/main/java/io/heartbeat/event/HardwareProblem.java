package io.heartbeat.event;

import java.time.Instant;

/**
 * A part of a host is sick. Told once when this is found, and once more if it gets critical; not again while it lasts.
 *
 * @param condition what is wrong with which part
 * @param remote whether the host told it in its beats; false if it was found on this very machine
 */
public record HardwareProblem(String id, String host, Instant at, HardwareCondition condition, boolean remote)
        implements HeartbeatEvent {

    /** The problem that this condition is, with the id that whoever tells of it gives it. */
    public static HardwareProblem of(String host, Instant at, HardwareCondition condition, boolean remote) {
        String id = EventId.of(
                "problem",
                host,
                condition.component(),
                condition.code(),
                condition.severity(),
                condition.since().toEpochMilli());
        return new HardwareProblem(id, host, at, condition, remote);
    }

    @Override
    public Severity severity() {
        return condition.severity();
    }

    @Override
    public String title() {
        return "Hardware Problem";
    }

    @Override
    public String summary() {
        return host + ": " + condition.label() + ": " + condition.message()
                + (condition.advice().isEmpty() ? "" : ". " + condition.advice());
    }
}
