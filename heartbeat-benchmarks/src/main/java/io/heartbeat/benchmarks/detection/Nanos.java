package io.heartbeat.benchmarks.detection;

/** The unit of all times here, and the time that never comes. */
final class Nanos {
    static final long NEVER = Long.MAX_VALUE;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;
    static final long HOUR = 3_600 * SECOND;
    static final long DAY = 24 * HOUR;

    private Nanos() {}

    static long seconds(double seconds) {
        return (long) (seconds * SECOND);
    }
}
