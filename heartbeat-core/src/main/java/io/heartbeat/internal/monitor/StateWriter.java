package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Threads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-state}: writes the table of hosts to disk, so that a slow disk never keeps the monitor from
 * listening. What cannot be written is tried again until something newer replaces it.
 */
public final class StateWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateWriter.class);
    private static final long RETRY_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 5_000;

    /** Where lines are written to, whole or not at all. */
    @FunctionalInterface
    public interface Destination {
        void write(List<String> lines) throws IOException;
    }

    private final Destination destination;
    private final long retryMillis;
    private final long closeMillis;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable List<String> next;
    private boolean writing;
    private boolean failing;

    public StateWriter(Destination destination) {
        this(destination, RETRY_MILLIS, CLOSE_MILLIS);
    }

    StateWriter(Destination destination, long retryMillis, long closeMillis) {
        this.destination = destination;
        this.retryMillis = retryMillis;
        this.closeMillis = closeMillis;
        thread = Threads.start("state", this::run);
    }

    /** Whether it is ready for newer lines: the last ones are on disk, or could not be written so far. */
    public synchronized boolean idle() {
        return !writing && (next == null || failing);
    }

    /** Gives the newest lines; those that still wait are replaced. */
    public synchronized void write(List<String> lines) {
        next = lines;
        notifyAll();
    }

    private void run() {
        try {
            for (List<String> lines = take(); lines != null; lines = take()) {
                if (!written(lines)) {
                    closed.await(retryMillis, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stop) {
            log.error("The table of hosts was not written in time: the disk hangs");
        }
    }

    private synchronized @Nullable List<String> take() throws InterruptedException {
        while (next == null && closed.getCount() > 0) {
            wait();
        }
        List<String> lines = next;
        next = null;
        writing = lines != null;
        return lines;
    }

    private boolean written(List<String> lines) {
        try {
            destination.write(lines);
            succeeded();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            failed(lines, e);
            return false;
        }
    }

    private synchronized void succeeded() {
        writing = false;
        if (failing) {
            failing = false;
            log.info("The table of hosts can be written again");
        }
    }

    private synchronized void failed(List<String> lines, Throwable e) {
        writing = false;
        if (!failing) {
            failing = true;
            log.error("The table of hosts cannot be written; trying again every {} s", retryMillis / 1_000, e);
        }
        if (next == null && closed.getCount() > 0) {
            next = lines;
        }
    }

    /** Writes what waits, for five seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed.countDown();
            notifyAll();
        }
        Threads.join(thread, closeMillis);
        thread.interrupt();
    }
}
