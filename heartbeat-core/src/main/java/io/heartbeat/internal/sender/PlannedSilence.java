package io.heartbeat.internal.sender;

import java.time.Duration;

/** A silence that is announced before it begins: when to announce it, and when it is over. */
final class PlannedSilence {
    /** How often it is announced: a lost announcement is a false alarm. */
    static final int ANNOUNCEMENTS = 3;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(7);
    private static final long SPACING_NANOS = 40_000_000;

    /** How often it is looked whether the machine slept meanwhile. */
    private static final long LOOK_NANOS = 5_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long endNanos;
    private long dueNanos;
    private int announcementsLeft;

    /** The first announcement is due at once. */
    PlannedSilence(Duration length, long nowNanos) {
        endNanos = nowNanos + require(length).toNanos();
        announce(nowNanos);
    }

    /** @throws IllegalArgumentException if no silence may be so short or long */
    static Duration require(Duration length) {
        if (length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("pause must be 1 second (PT1S) to 7 days (PT168H), but is " + length);
        }
        return length;
    }

    private void announce(long nowNanos) {
        dueNanos = nowNanos;
        announcementsLeft = ANNOUNCEMENTS;
    }

    long dueNanos() {
        return dueNanos - endNanos < 0 ? dueNanos : endNanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0;
    }

    long endNanos() {
        return endNanos;
    }

    /** What is due is done now: whether that is an announcement. Plans what comes next. */
    boolean announces(long nowNanos) {
        if (announcementsLeft > 0) {
            announcementsLeft--;
            dueNanos = nowNanos + (announcementsLeft > 0 ? SPACING_NANOS : LOOK_NANOS);
            return true;
        }
        dueNanos = nowNanos + LOOK_NANOS;
        return false;
    }

    long restMillis(long nowNanos) {
        return Math.max(1, (endNanos - nowNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    /** The monotonic clock stood still for so long, others' did not: the rest is shorter, and must be told to the new session. */
    void slept(long millis, long nowNanos) {
        long restNanos = endNanos - nowNanos;
        endNanos = millis >= restMillis(nowNanos) ? nowNanos : nowNanos + restNanos - millis * NANOS_PER_MILLI;
        announce(nowNanos);
    }
}
