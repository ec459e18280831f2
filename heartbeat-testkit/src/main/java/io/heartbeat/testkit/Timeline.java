package io.heartbeat.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time and what is still to happen in it, in order of time and then of planning. */
final class Timeline {
    private record Plan(long atNanos, long order, Runnable action) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparingLong(Plan::atNanos).thenComparingLong(Plan::order));
    private long nowNanos;
    private long planned;
    private boolean advancing;

    /** Nanoseconds since the simulation began. */
    long nowNanos() {
        return nowNanos;
    }

    /** Plans an action; one whose time has passed happens next. */
    void after(long delayNanos, Runnable action) {
        plans.add(new Plan(nowNanos + Math.max(0, delayNanos), planned++, action));
    }

    void advance(long nanos) {
        if (advancing) {
            throw new IllegalStateException("time already advances: a listener must not advance it too");
        }
        advancing = true;
        try {
            long end = Math.addExact(nowNanos, nanos);
            for (Plan next = plans.peek(); next != null && next.atNanos <= end; next = plans.peek()) {
                plans.remove();
                nowNanos = next.atNanos;
                next.action.run();
            }
            nowNanos = end;
        } finally {
            advancing = false;
        }
    }
}
