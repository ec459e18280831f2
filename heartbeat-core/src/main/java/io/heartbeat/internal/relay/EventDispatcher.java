package io.heartbeat.internal.relay;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-events}: hands events to the listener in order, one at a time. A slow listener delays only
 * itself; one that throws is logged; one that hangs loses the oldest events once very many wait.
 */
public final class EventDispatcher implements Consumer<HeartbeatEvent>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventDispatcher.class);
    static final int MOST_WAITING = 250_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final Complaints complaints = new Complaints(log);
    private final TirelessLoop loop =
            new TirelessLoop(complaints, "There is no memory to hand over events; trying again");
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Consumer<HeartbeatEvent> listener;
    private final long closeMillis;
    private final Thread thread;
    private volatile boolean closing;
    private boolean overflowed;

    /** Starts the thread, which first of all runs the greeting. */
    public EventDispatcher(Runnable greeting, Consumer<HeartbeatEvent> listener) {
        this(greeting, listener, CLOSE_MILLIS);
    }

    EventDispatcher(Runnable greeting, Consumer<HeartbeatEvent> listener, long closeMillis) {
        this.listener = listener;
        this.closeMillis = closeMillis;
        waiting.add(greeting);
        thread = Threads.start("events", this::run);
    }

    /** Queues an event; never blocks. Called by one thread. */
    @Override
    public void accept(HeartbeatEvent event) {
        while (!waiting.offer(() -> listener.accept(event))) {
            waiting.poll();
            if (!overflowed) {
                overflowed = true;
                log.error("The listener has left {} events waiting; from now on the oldest are lost", MOST_WAITING);
            }
        }
    }

    private void run() {
        try {
            loop.run(() -> !closing || !waiting.isEmpty(), this::deliverNext);
        } catch (InterruptedException stop) {
            log.debug("The listener was given up");
        }
    }

    private void deliverNext() throws InterruptedException {
        Runnable next = waiting.poll(1, TimeUnit.HOURS);
        if (next != null) {
            deliver(next);
        }
    }

    private void deliver(Runnable delivery) {
        try {
            delivery.run();
        } catch (Throwable e) { // other languages throw checked exceptions undeclared
            complaints.add("The listener failed; it will get the next event all the same", e);
        } finally {
            Thread.interrupted();
        }
    }

    /** Delivers what waits, for two seconds at most; a listener may itself close the monitor. */
    @Override
    public void close() {
        closing = true;
        waiting.offer(() -> {});
        if (Thread.currentThread() == thread) {
            return;
        }
        Threads.join(thread, closeMillis);
        int lost = thread.isAlive() ? waiting.size() : 0;
        waiting.clear();
        thread.interrupt();
        if (lost > 0) {
            log.warn("The listener took too long: {} events never reached it", lost);
        }
    }
}
