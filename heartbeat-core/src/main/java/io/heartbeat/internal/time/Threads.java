package io.heartbeat.internal.time;

/** Makes every thread of the library: a daemon named {@code heartbeat-<role>}. */
public final class Threads {
    private Threads() {}

    /** Starts a thread for one role. */
    public static Thread start(String role, Runnable body) {
        Thread thread = new Thread(body, "heartbeat-" + role);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
