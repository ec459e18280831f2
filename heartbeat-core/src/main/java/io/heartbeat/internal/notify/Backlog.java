package io.heartbeat.internal.notify;

import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.spi.Notification;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one notifier, the oldest first. What has waited for long, or comes in a storm, leaves as a digest; what is too old, too
 * much or refused leaves for the folder {@code undelivered}, and one notification tells of all that. Not thread-safe.
 */
final class Backlog {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    static final int MOST_WAITING = 10_000;

    private final String queue;
    private final Outbox outbox;
    private final Clock clock;
    private final Timing timing;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int overflowed;

    Backlog(String queue, Outbox outbox, Clock clock, Timing timing) {
        this.queue = queue;
        this.outbox = outbox;
        this.clock = clock;
        this.timing = timing;
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Waiting item) {
        if (waiting.size() >= MOST_WAITING) {
            Waiting summary = Undelivered.is(waiting.getFirst().entry) ? waiting.removeFirst() : null;
            drop(summary, waiting.removeFirst(), "overflow");
            if (overflowed++ == 0) {
                log.error(
                        "{} notifications wait for notifier {}; from now on the oldest are set aside",
                        MOST_WAITING,
                        queue);
            }
        }
        waiting.addLast(item);
    }

    /** How many were too much since this was asked last. */
    int takeOverflowed() {
        int count = overflowed;
        overflowed = 0;
        return count;
    }

    /** In how many nanoseconds the first is too old. */
    long nanosLeft(long nowNanos) {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().expiresNanos - nowNanos;
    }

    /** Takes what is next: a digest if very many wait, if many have waited for long, or if it storms. */
    Waiting take(boolean storms) {
        Waiting first = waiting.getFirst();
        boolean late =
                clock.wallMillis() - first.entry.queuedMillis() >= timing.late().toMillis();
        int enough = storms ? 2 : late ? Digest.FEWEST : timing.burst();
        if (waiting.size() < enough || first.attempts > 0 || Digest.is(first.entry)) {
            return waiting.removeFirst();
        }
        List<Waiting> parts = waiting.stream()
                .takeWhile(part -> !Digest.is(part.entry))
                .limit(Digest.MOST)
                .toList();
        Waiting digest = digest(parts);
        if (digest == null) {
            return waiting.removeFirst();
        }
        for (int i = 0; i < parts.size(); i++) {
            waiting.removeFirst();
        }
        return digest;
    }

    private @Nullable Waiting digest(List<Waiting> parts) {
        List<OutboxEntry> entries = parts.stream().map(part -> part.entry).toList();
        OutboxEntry digest = new Digest(ZoneId.systemDefault(), entries).to(queue);
        Waiting gathered = new Waiting(queue, digest, parts.get(parts.size() - 1).expiresNanos, true);
        try {
            outbox.replace(queue, entries, digest);
            parts.forEach(Waiting::replaced);
            parts.forEach(part -> record(part, "gathered", digest.notification().id()));
            return gathered;
        } catch (IOException | RuntimeException e) {
            log.debug("What waits cannot be gathered now", e);
            return null;
        }
    }

    /** Takes back what was taken and not delivered. */
    void putBack(Waiting item) {
        waiting.addFirst(item);
    }

    /** Sets aside what is too old; answers how many that were. */
    int setAsideExpired(long nowNanos) {
        int expired = 0;
        while (!waiting.isEmpty()) {
            Waiting summary = Undelivered.is(waiting.getFirst().entry) ? waiting.removeFirst() : null;
            if (waiting.isEmpty() || waiting.getFirst().expiresNanos - nowNanos > 0) {
                if (summary != null) {
                    waiting.addFirst(summary);
                }
                break;
            }
            drop(summary, waiting.removeFirst(), "expired");
            expired++;
        }
        return expired;
    }

    /** Nobody was told of it: a summary, first of all that waits, says so. */
    private void drop(@Nullable Waiting summary, Waiting item, String why) {
        OutboxEntry before = summary == null ? null : summary.entry;
        OutboxEntry after = Undelivered.of(
                queue, before, item.entry, item.entry.notification().host());
        Waiting next = new Waiting(queue, after, Long.MAX_VALUE / 2 + clock.monotonicNanos(), false);
        try {
            next.keep(outbox);
            if (summary != null) {
                summary.remove(outbox);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("That notifications were not delivered cannot be noted", e);
        }
        waiting.addFirst(next);
        setAside(item, why);
    }

    void remove(Waiting item) {
        try {
            item.remove(outbox);
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "What notifier {} has delivered may be delivered again after a restart: {}", queue, e.getMessage());
        }
    }

    void setAside(Waiting item, String why) {
        try {
            item.setAside(outbox);
        } catch (IOException | RuntimeException e) {
            log.warn("A notification for notifier {} could not be set aside: {}", queue, e.getMessage());
        }
        record(item, why, "");
    }

    void record(Waiting item, String result, String reference) {
        Notification notification = item.entry.notification();
        outbox.record(String.join(
                "\t",
                Moment.now(clock).instant().toString(),
                queue,
                result,
                String.valueOf(item.attempts),
                notification.type(),
                notification.host(),
                notification.id(),
                reference));
    }
}
