package io.heartbeat.internal.detect;

/**
 * How far this clock is ahead of a sender's, by the last few beats: arrival less uptime, of the beat with the least delay. The window is
 * short, so a clock that drifts is followed.
 */
final class LeastOffset {
    private static final long NONE = Long.MAX_VALUE;

    private long newest = NONE;
    private long second = NONE;
    private long third = NONE;
    private long oldest = NONE;

    LeastOffset copy() {
        LeastOffset copy = new LeastOffset();
        copy.newest = newest;
        copy.second = second;
        copy.third = third;
        copy.oldest = oldest;
        return copy;
    }

    /** The next beat is of another session, with another clock. */
    void clear() {
        newest = NONE;
        second = NONE;
        third = NONE;
        oldest = NONE;
    }

    boolean isEmpty() {
        return newest == NONE;
    }

    void add(long offsetNanos) {
        oldest = third;
        third = second;
        second = newest;
        newest = offsetNanos;
    }

    long nanos() {
        return Math.min(Math.min(newest, second), Math.min(third, oldest));
    }
}
