package io.heartbeat.examples.it;

import java.time.Duration;

/**
 * What chaos did to one member, and when, in monotonic nanoseconds. Doing and undoing take time, so each end is known by two bounds.
 *
 * @param what in words, for the report
 * @param perhapsFrom before this the member was well
 * @param surelyFrom from this on the trouble was real
 * @param surelyUntil until this at least
 * @param perhapsUntil after this the member was well again
 */
record Trouble(String what, long perhapsFrom, long surelyFrom, long surelyUntil, long perhapsUntil) {
    /** For a process to start on a machine that is busy with all of this: an oracle that does not know when has nothing to say. */
    static final Duration LONGEST_START = Duration.ofMinutes(10);

    /** Whether the member may have been in this trouble at that time. */
    boolean possibleAt(long nanos) {
        return nanos >= perhapsFrom && nanos <= perhapsUntil;
    }

    /** Whether it was in this trouble at that time, without any doubt. */
    boolean certainAt(long nanos) {
        return nanos >= surelyFrom && nanos <= surelyUntil;
    }

    Duration atLeast() {
        return Duration.ofNanos(Math.max(0, surelyUntil - surelyFrom));
    }
}
