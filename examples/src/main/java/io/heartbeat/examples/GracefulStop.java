package io.heartbeat.examples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in order, with exit code 0, when SIGTERM or ctrl-c asks for it.
 *
 * <p>By itself a JVM would end with 143 or 130 once its shutdown hooks have run. So one hook closes everything and then halts
 * the process; other hooks run at the same time, and what they close must be safe to close twice.
 */
final class GracefulStop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GracefulStop.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread hook = new Thread(this::stop, "heartbeat-stop");
    private boolean closed;
    private volatile boolean failed;

    GracefulStop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Has this closed at the end: what was added last is closed first. */
    synchronized void atEnd(AutoCloseable part) {
        parts.push(part);
        if (closed) {
            closeAll();
        }
    }

    /** Waits for the end of the process. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Ends the process in order, but with exit code 1. Returns at once, so anything that is being closed may call it. */
    void fail(String why) {
        log.error(why);
        failed = true;
        new Thread(() -> Runtime.getRuntime().exit(1), "heartbeat-fail").start();
    }

    /** Closes everything without ending the process, for a start that failed half-way. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException theHookIsAtWork) {
            return;
        }
        closeAll();
    }

    private void stop() {
        boolean inOrder = closeAll();
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(inOrder && !failed ? 0 : 1);
    }

    private synchronized boolean closeAll() {
        closed = true;
        boolean inOrder = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception | Error e) {
                log.error("Not everything could be closed in order", e);
                inOrder = false;
            }
        }
        return inOrder;
    }
}
