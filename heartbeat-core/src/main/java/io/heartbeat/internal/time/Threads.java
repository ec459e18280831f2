package io.heartbeat.internal.time;

import java.util.concurrent.TimeUnit;

/** Makes every thread of the library: a daemon named {@code heartbeat-<role>}; and waits for its end. */
public final class Threads {
    private Threads() {}

    /** Starts a thread for one role. */
    public static Thread start(String role, Runnable body) {
        Thread thread = new Thread(body, "heartbeat-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Waits for a thread to end, so long at most. An interrupt does not cut this short, it is kept for later: who closes
     * something while interrupted must not lose the goodbye or the last words to the disk.
     */
    public static void join(Thread thread, long millis) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        while (thread.isAlive() && deadlineNanos - System.nanoTime() > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadlineNanos - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
