package io.heartbeat.internal.time;

import java.time.Instant;

/**
 * One reading of both clocks.
 *
 * @param nanos the monotonic clock; compare by difference only
 * @param wallMillis the wall clock
 */
public record Moment(long nanos, long wallMillis) {

    /** Reads both clocks. */
    public static Moment now(Clock clock) {
        return new Moment(clock.monotonicNanos(), clock.wallMillis());
    }

    /** The wall clock time, for people. */
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis);
    }
}
