package io.heartbeat.hardware.smart;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of the time for a check is left, so that it ends by itself rather than being interrupted.
 *
 * @param end when it must be over, by {@link System#nanoTime}
 */
record TimeLeft(long end) {
    private static final Duration TO_FINISH = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofSeconds(5);

    static TimeLeft until(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline).minus(TO_FINISH);
        // The far future would overflow.
        return new TimeLeft(
                System.nanoTime() + (left.compareTo(Duration.ofDays(1)) < 0 ? left : Duration.ofDays(1)).toNanos());
    }

    /** How long one call may take; zero if the time left is too short to tell a slow disk from a dead one. */
    Duration forOne(Duration timeout) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.compareTo(timeout) >= 0) {
            return timeout;
        }
        return left.compareTo(LEAST) >= 0 ? left : Duration.ZERO;
    }
}
