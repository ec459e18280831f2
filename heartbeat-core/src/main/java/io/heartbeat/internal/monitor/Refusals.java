package io.heartbeat.internal.monitor;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Decides when refused beats of one host are worth telling a person: when they keep coming at the pace of a live host and
 * none is accepted in between, and then once in ten minutes. A handful of replayed datagrams stays a mere count.
 */
final class Refusals {
    private static final int PERSISTENT_BEATS = 5;
    private static final int PERSISTENT_GAPS = 3;
    private static final long QUIET_NANOS = 600_000_000_000L;

    private @Nullable Rejection reason;
    private int count;
    private long sinceNanos;
    private boolean told;
    private long toldNanos;
    private boolean seen;
    private long seenNanos;

    void accepted() {
        count = 0;
    }

    boolean worthTelling(Rejection refused, long gapNanos, Moment now) {
        if (count == 0 || refused != reason) {
            reason = refused;
            count = 0;
            sinceNanos = now.nanos();
        }
        count++;
        return count >= PERSISTENT_BEATS
                && now.nanos() - sinceNanos >= PERSISTENT_GAPS * gapNanos
                && notToldLately(now);
    }

    /** For what needs no persistence: true once in ten minutes. */
    boolean notToldLately(Moment now) {
        if (told && now.nanos() - toldNanos < QUIET_NANOS) {
            return false;
        }
        told = true;
        toldNanos = now.nanos();
        return true;
    }

    /** For what is one occurrence as long as it goes on: true if it was not seen for ten minutes. */
    boolean beginsAnew(Moment now) {
        boolean anew = !seen || now.nanos() - seenNanos >= QUIET_NANOS;
        seen = true;
        seenNanos = now.nanos();
        return anew;
    }
}
