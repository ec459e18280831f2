package io.heartbeat.internal.monitor;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which host to look at next. A beat does not touch the queue: the host is looked at when its old deadline comes up, and
 * queued again for its new one, so the cost follows expiries and not beats.
 */
final class DeadlineQueue {
    private record Review(WatchedHost host, long atNanos) {}

    private final PriorityQueue<Review> queue = new PriorityQueue<>((a, b) -> Long.compare(a.atNanos - b.atNanos, 0));

    /** Looks at the host at this time, or earlier if an earlier look is due already. */
    void schedule(WatchedHost host, long atNanos) {
        if (host.queued && host.reviewNanos - atNanos <= 0) {
            return;
        }
        queue.add(new Review(host, atNanos)); // first, as it may find no memory
        host.queued = true;
        host.reviewNanos = atNanos;
    }

    /** Takes out the next host whose time has come, or answers null. */
    @Nullable
    WatchedHost due(long nowNanos) {
        while (true) {
            Review next = queue.peek();
            if (next == null || next.atNanos - nowNanos > 0) {
                return null;
            }
            queue.remove();
            if (next.host.queued && next.host.reviewNanos == next.atNanos && !next.host.forgotten) {
                next.host.queued = false;
                return next.host;
            }
        }
    }

    /** When {@link #due} will have something, or the given time if that is earlier. */
    long next(long latestNanos) {
        Review next = queue.peek();
        return next == null || next.atNanos - latestNanos > 0 ? latestNanos : next.atNanos;
    }
}
