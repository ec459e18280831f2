package io.heartbeat.internal.notify;

import java.io.IOException;

/** An entry in the queue of one notifier, on disk or not yet. Thread-safe. */
final class Waiting {
    final String queue;
    final OutboxEntry entry;
    /** When it is too old, by the monotonic clock. */
    final long expiresNanos;
    /** Of this process. Used by the worker only. */
    int attempts;

    private boolean kept;
    private boolean gone;

    Waiting(String queue, OutboxEntry entry, long expiresNanos, boolean kept) {
        this.queue = queue;
        this.entry = entry;
        this.expiresNanos = expiresNanos;
        this.kept = kept;
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized void keep(Outbox outbox) throws IOException {
        if (!kept && !gone) {
            outbox.keep(queue, entry);
            kept = true;
        }
    }

    synchronized void remove(Outbox outbox) throws IOException {
        gone = true;
        if (kept) {
            outbox.remove(queue, entry);
        }
    }

    /** Something else takes its place. */
    synchronized void replaced() {
        gone = true;
    }

    synchronized void setAside(Outbox outbox) throws IOException {
        gone = true;
        if (kept) {
            outbox.setAside(queue, entry);
        }
    }
}
