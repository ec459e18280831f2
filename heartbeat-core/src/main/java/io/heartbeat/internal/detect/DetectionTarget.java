package io.heartbeat.internal.detect;

import java.time.Duration;

/**
 * What a user asks of the detection of dead hosts: a bound on false alarms, from which the allowed silence follows for each host, or
 * the allowed silence itself.
 *
 * @param falseAlarmsPerYear how many false alarms a host may cause in a year of its life, more than 0
 * @param silenceNanos the allowed silence; 0 if it follows from the false alarms
 */
public record DetectionTarget(double falseAlarmsPerYear, long silenceNanos) {
    private static final DetectionTarget USUAL = new DetectionTarget(1, 0);

    /** One false alarm per host and year. */
    public static DetectionTarget usual() {
        return USUAL;
    }

    /** So many false alarms per host and year. */
    public static DetectionTarget falseAlarms(double perHostYear) {
        return new DetectionTarget(perHostYear, 0);
    }

    /** This silence, or the least that one lost beat does not exceed where that is longer. */
    public static DetectionTarget flatlineAfter(Duration silence) {
        return new DetectionTarget(1, silence.toNanos());
    }

    boolean isFixed() {
        return silenceNanos != 0;
    }
}
