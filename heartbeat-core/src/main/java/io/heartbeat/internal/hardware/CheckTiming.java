package io.heartbeat.internal.hardware;

import java.time.Duration;

/**
 * When checks happen.
 *
 * @param interval the pause between two checks
 * @param recheck the pause before a check that is to confirm what the last one found
 * @param deadline how long a check may take
 */
public record CheckTiming(Duration interval, Duration recheck, Duration deadline) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration NEVER = Duration.ofDays(10_000);

    /** Check after check; what is to be confirmed is checked again within a minute. */
    public static CheckTiming every(Duration interval) {
        return new CheckTiming(interval, interval.compareTo(MINUTE) < 0 ? interval : MINUTE, DEADLINE);
    }

    /** One check and no more. */
    public static CheckTiming once() {
        return new CheckTiming(NEVER, NEVER, DEADLINE);
    }
}
