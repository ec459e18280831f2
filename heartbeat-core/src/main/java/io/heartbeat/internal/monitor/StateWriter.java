package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-state}: writes the table of hosts to disk, so that a slow disk never keeps the monitor from
 * listening; turning it into text is done here too. What cannot be written is tried again until something newer replaces it.
 */
public final class StateWriter<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateWriter.class);
    private static final long RETRY_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 5_000;

    /** Where something is written to, whole or not at all. */
    @FunctionalInterface
    public interface Destination<T> {
        void write(T table) throws IOException;
    }

    private final Destination<T> destination;
    private final long retryMillis;
    private final long closeMillis;
    private final TirelessLoop loop =
            new TirelessLoop(new Complaints(log), "The table of hosts cannot be written; trying again");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable T next;
    private boolean writing;
    private boolean failing;

    public StateWriter(Destination<T> destination) {
        this(destination, RETRY_MILLIS, CLOSE_MILLIS);
    }

    StateWriter(Destination<T> destination, long retryMillis, long closeMillis) {
        this.destination = destination;
        this.retryMillis = retryMillis;
        this.closeMillis = closeMillis;
        thread = Threads.start("state", this::run);
    }

    /** Whether it is ready for a newer table: the last one is on disk, or could not be written so far. */
    public synchronized boolean idle() {
        return !writing && (next == null || failing);
    }

    /** Gives the newest table; one that still waits is replaced. */
    public synchronized void write(T table) {
        next = table;
        notifyAll();
    }

    private void run() {
        try {
            loop.run(this::isWanted, this::writeNext);
        } catch (InterruptedException stop) {
            log.error("The table of hosts was not written in time: the disk hangs");
        }
    }

    private synchronized boolean isWanted() {
        return next != null || closed.getCount() > 0;
    }

    private void writeNext() throws InterruptedException {
        if (isFailing()) {
            closed.await(retryMillis, TimeUnit.MILLISECONDS);
        }
        T table = take();
        if (table != null) {
            keep(table);
        }
    }

    private synchronized boolean isFailing() {
        return failing;
    }

    private synchronized @Nullable T take() throws InterruptedException {
        while (next == null && closed.getCount() > 0) {
            wait();
        }
        T table = next;
        next = null;
        writing = table != null;
        return table;
    }

    private void keep(T table) {
        boolean written = false;
        try {
            destination.write(table);
            written = true;
        } catch (IOException e) {
            if (!isFailing()) {
                log.error("The table of hosts cannot be written; it is tried again and again", e);
            }
        } finally {
            if (written) {
                succeeded();
            } else {
                failed(table);
            }
        }
    }

    private synchronized void succeeded() {
        writing = false;
        if (failing) {
            failing = false;
            log.info("The table of hosts can be written again");
        }
    }

    private synchronized void failed(T table) {
        writing = false;
        if (next == null && closed.getCount() > 0) {
            next = table;
        }
        failing = true;
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
