package io.heartbeat.internal.monitor;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.Severity;
import java.time.Instant;

/**
 * A hardware condition of a host that was told and is not over.
 *
 * @param condition as the host says it now, save that it began when it first said so
 * @param told the worst severity told so far
 */
public record OpenCondition(HardwareCondition condition, Severity told) {
    /** The columns of {@link #line}. */
    static final String HEADING = String.join(
            "\t", "component", "code", "severity", "told", "since", "label", "message", "advice", "reading");

    private static final int COLUMNS = 9;

    /** One that is told as it is found. */
    public static OpenCondition found(HardwareCondition condition) {
        return new OpenCondition(condition, condition.severity());
    }

    /** As it was told. */
    public HardwareProblem problem(String host) {
        HardwareCondition it = condition;
        return HardwareProblem.of(
                host,
                it.since(),
                new HardwareCondition(
                        it.component(),
                        it.label(),
                        it.code(),
                        told,
                        it.message(),
                        it.advice(),
                        it.reading(),
                        it.since()),
                true);
    }

    boolean isWorse(HardwareCondition now) {
        return now.severity().compareTo(told) > 0;
    }

    OpenCondition as(HardwareCondition now) {
        HardwareCondition sinceThen = new HardwareCondition(
                now.component(),
                now.label(),
                now.code(),
                now.severity(),
                now.message(),
                now.advice(),
                now.reading(),
                condition.since());
        return new OpenCondition(sinceThen, isWorse(now) ? now.severity() : told);
    }

    String line() {
        return String.join(
                "\t",
                condition.component(),
                condition.code(),
                condition.severity().name(),
                told.name(),
                condition.since().toString(),
                condition.label(),
                condition.message(),
                condition.advice(),
                condition.reading());
    }

    /** @throws IllegalArgumentException or {@link java.time.DateTimeException} if that is no such line */
    static OpenCondition parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(columns.length + " columns instead of " + COLUMNS);
        }
        HardwareCondition condition = new HardwareCondition(
                columns[0],
                columns[5],
                columns[1],
                Severity.valueOf(columns[2]),
                columns[6],
                columns[7],
                columns[8],
                Instant.parse(columns[4]));
        return new OpenCondition(condition, Severity.valueOf(columns[3]));
    }
}
