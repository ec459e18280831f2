package io.heartbeat.internal.notify;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices that people get more than they can read: it storms from the moment at which so many notifications went to one recipient within
 * a minute, until nothing has waited for half a minute. Meanwhile one goes at a time, half a minute apart, for all that has come.
 */
final class Storm {
    private final Timing timing;
    private final Deque<Long> sent = new ArrayDeque<>();
    private boolean rages;
    private long nextNanos;

    Storm(Timing timing) {
        this.timing = timing;
    }

    boolean rages() {
        return rages;
    }

    /** How long the next one has to wait. */
    long nanosLeft(long nowNanos) {
        return rages ? Math.max(0, nextNanos - nowNanos) : 0;
    }

    /** One was taken by the service, and so many wait behind it. */
    void sent(long nowNanos, int waiting) {
        sent.addLast(nowNanos);
        while (nowNanos - sent.getFirst() > timing.burstWithin().toNanos()) {
            sent.removeFirst();
        }
        if (sent.size() > timing.burst()) {
            sent.removeFirst();
        }
        rages = rages ? waiting > 0 || nowNanos - nextNanos < timing.storm().toNanos() : sent.size() >= timing.burst();
        nextNanos = nowNanos + timing.storm().toNanos();
    }
}
