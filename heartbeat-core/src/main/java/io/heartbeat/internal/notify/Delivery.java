package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to people: decides what is told, stores it, and only then hands it to the workers, one for each notifier. Owns the
 * thread {@code heartbeat-outbox}, which is there while there is something to do.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int MOST_EVENTS = 250_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final long LONGEST_SLEEP_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long NANOS_AFTER_INTERRUPT = TimeUnit.MILLISECONDS.toNanos(500);

    private final Outbox outbox;
    private final Ledger ledger;
    private final Policy policy;
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Clock clock;
    private final Timing timing;
    private final Complaints complaints = new Complaints(log);
    private final TirelessLoop loop =
            new TirelessLoop(complaints, "Notifications wait; it is tried again to tell them");
    private final Queue<HeartbeatEvent> events = new ArrayDeque<>();
    /** Taken from the events, and not told. */
    private final List<HeartbeatEvent> batch = new ArrayList<>(MOST_AT_ONCE);
    /** The ledger before the batch, as long as only a part of it may be in there; null if all of it is. */
    private @Nullable List<String> before;
    /** Told, and not handed over yet from this one on. */
    private List<Waiting> told = List.of();

    private int handedOver;
    private @Nullable Thread thread;
    private long accepted;
    private long handled;
    private long stored;
    private @Nullable String failure;
    private long retryNanos;
    private boolean overflowed;
    private boolean closing;
    private boolean refused;
    private boolean lastTried;

    private final Unstored unstored;
    /** When to look whether something is to be told because time has passed; null for never. Used by the thread only. */
    private @Nullable Long lookNanos;

    private volatile Set<String> downHosts;

    Delivery(List<GuardedNotifier> notifiers, Outbox outbox, Clock clock, Timing timing) {
        this.outbox = outbox;
        this.ledger = outbox.ledger();
        this.policy = new Policy(ledger, notifiers);
        this.unstored = new Unstored(outbox, ledger);
        this.downHosts = ledger.downHosts();
        this.clock = clock;
        this.timing = timing;
        this.lookNanos = lookNanos(outbox.instructions());
        for (GuardedNotifier notifier : notifiers) {
            Worker worker = new Worker(notifier, outbox, clock, timing, this::wake);
            workers.put(notifier.name(), worker);
        }
        for (Worker worker : workers.values()) {
            outbox.waiting(worker.name()).forEach(entry -> worker.add(waiting(worker.name(), entry, true)));
            worker.wakeIfWaiting();
        }
        if (lookNanos != null || ledger.isChanged()) {
            wake();
        }
    }

    /**
     * Takes up what an earlier run has left.
     *
     * @param directory where to keep what waits; null to keep it in memory only
     * @throws IOException if the directory cannot be used; the message says what to do
     */
    public static Delivery open(List<GuardedNotifier> notifiers, @Nullable Path directory, Clock clock)
            throws IOException {
        Map<String, Wishes> queues = new LinkedHashMap<>();
        notifiers.forEach(notifier -> queues.put(notifier.name(), notifier.wishes()));
        if (directory == null) {
            log.info("Without a state directory, notifications that were not delivered are lost when the process ends");
        }
        Outbox outbox = directory == null ? new Outbox() : new StoredOutbox(directory, queues);
        return new Delivery(notifiers, outbox, clock, Timing.USUAL);
    }

    /** Tells of what still waits in a directory that nobody delivers from now. */
    public static void warnOfWaiting(Path directory) {
        StoredOutbox.warnOfAbandoned(directory, List.of());
    }

    /** Takes an event; never blocks. One that comes after the end is told to nobody, and never called stored. Thread-safe. */
    public synchronized void accept(HeartbeatEvent event) {
        if (closing) {
            log.debug("Nobody is told any more: {}", event);
            refused = true;
            return;
        }
        if (events.size() >= MOST_EVENTS) {
            events.remove();
            if (!overflowed) {
                overflowed = true;
                log.error(
                        "The disk leaves {} events waiting to be notified; from now on the oldest are lost",
                        MOST_EVENTS);
            }
        } else {
            accepted++;
        }
        events.add(event);
        wake();
    }

    /**
     * Returns once everything accepted so far would survive a crash. At once if it is kept in memory only.
     *
     * @throws IOException if the disk fails, takes longer than five seconds, or something came after the end
     */
    public synchronized void awaitStored() throws IOException {
        if (refused) {
            throw new IOException("Notifications are closed: what happened since is told after the next start");
        }
        long wanted = accepted;
        if (stored < wanted) {
            wake();
        }
        long deadline = clock.monotonicNanos() + timing.storing().toNanos();
        while (stored < wanted) {
            long left = deadline - clock.monotonicNanos();
            if (handled >= wanted && failure != null) {
                throw new IOException("Notifications cannot be stored: " + failure);
            }
            if (left <= 0) {
                throw new IOException("Notifications could not be stored within "
                        + timing.storing().toSeconds() + " s");
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while notifications were stored");
            }
        }
    }

    /** What people believe. Thread-safe. */
    public Beliefs beliefs() {
        return new Beliefs(ledger, event -> policy.correct(event, outbox.instructions()), this::wake);
    }

    private synchronized void wake() {
        if (thread == null && !closing) {
            try {
                thread = Threads.start("outbox", this::run);
            } catch (OutOfMemoryError e) { // there may be no thread to be had
                complaints.add("Notifications wait for a thread", e);
            }
        }
        notifyAll();
    }

    private void run() {
        try {
            loop.run(this::isOnDuty, this::round);
        } finally {
            ended();
        }
    }

    private synchronized boolean isOnDuty() {
        return thread == Thread.currentThread();
    }

    /** Wherever it fails, the next round goes on from there. */
    private void round() {
        if (told.isEmpty()) {
            if (!next()) {
                return;
            }
            long now = clock.monotonicNanos();
            workers.values().forEach(worker -> worker.watch(now));
            tell();
        }
        settle(unstored.store());
        handOver();
    }

    private void handOver() {
        for (; handedOver < told.size(); handedOver++) {
            Waiting item = told.get(handedOver);
            Objects.requireNonNull(workers.get(item.queue)).add(item);
        }
        workers.values().forEach(Worker::wakeIfWaiting);
        told = List.of();
    }

    private synchronized void ended() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    /** Waits for a batch of events, or for something else to do, for which it is empty; false if it is time to end. */
    private synchronized boolean next() {
        if (!batch.isEmpty()) {
            return true;
        }
        long idleNanos = clock.monotonicNanos() + timing.idle().toNanos();
        while (events.isEmpty() && !ledger.isChanged()) {
            if (closing) {
                return lastStoring();
            }
            long now = clock.monotonicNanos();
            long due = failure == null ? Long.MAX_VALUE : retryNanos - now;
            due = lookNanos == null ? due : Math.min(due, lookNanos - now);
            for (Worker worker : workers.values()) {
                Long deadline = worker.deadlineNanos();
                due = deadline == null ? due : Math.min(due, deadline - now);
            }
            if (due <= 0) {
                return true;
            }
            if (due == Long.MAX_VALUE && idleNanos - now <= 0) {
                thread = null;
                return false;
            }
            sleep(Math.min(due, timing.idle().toNanos()));
        }
        gather(timing.gathering());
        if (Others.areToCome(events, downHosts)) {
            gather(timing.together().minus(timing.gathering()));
        }
        while (!events.isEmpty() && batch.size() < MOST_AT_ONCE) {
            batch.add(events.remove());
        }
        return true;
    }

    private void gather(Duration time) {
        long gatheredNanos = clock.monotonicNanos() + time.toNanos();
        for (long left = time.toNanos();
                !closing && left > 0 && events.size() < MOST_AT_ONCE;
                left = gatheredNanos - clock.monotonicNanos()) {
            sleep(left);
        }
    }

    private boolean lastStoring() {
        boolean again = failure != null && !lastTried;
        lastTried = true;
        thread = again ? thread : null;
        return again;
    }

    private void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, nanos));
        } catch (InterruptedException e) {
            log.debug("Somebody interrupted the outbox");
        }
    }

    /** All of the batch or, if that fails, nothing. */
    private void tell() {
        if (before != null) {
            ledger.restore(before);
        }
        before = ledger.lines();
        Instructions instructions = outbox.instructions();
        List<Policy.Told> news = new ArrayList<>(policy.tell(batch, instructions, clock::wallMillis));
        news.addAll(policy.due(instructions, clock.wallMillis()));
        lookNanos = lookNanos(instructions);
        downHosts = ledger.downHosts();
        List<Waiting> entries = news.stream()
                .map(each -> waiting(each.queue(), each.entry(), false))
                .toList();
        unstored.add(entries);
        told = entries;
        handedOver = 0;
        batch.clear();
        before = null;
    }

    /** Within a minute if ever, because the wall clock may jump meanwhile. */
    private @Nullable Long lookNanos(Instructions instructions) {
        long now = clock.wallMillis();
        long due = policy.dueMillis(instructions, now);
        return due == Long.MAX_VALUE
                ? null
                : clock.monotonicNanos()
                        + TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_SLEEP_MILLIS, Math.max(0, due - now)));
    }

    private Waiting waiting(String queue, OutboxEntry entry, boolean kept) {
        Duration age = Duration.ofMillis(Math.max(0, clock.wallMillis() - entry.queuedMillis()));
        Duration left = age.compareTo(timing.kept()) < 0 ? timing.kept().minus(age) : Duration.ZERO;
        return new Waiting(queue, entry, clock.monotonicNanos() + left.toNanos(), kept);
    }

    private synchronized void settle(@Nullable String problem) {
        handled = accepted - events.size();
        if (problem == null) {
            stored = handled;
        } else {
            retryNanos = clock.monotonicNanos() + timing.storing().toNanos();
        }
        if (problem != null && failure == null) {
            log.error("Notifications are delivered, but would not survive the end of the process: {}", problem);
        } else if (problem == null && failure != null) {
            log.info("Notifications can be stored again");
        }
        failure = problem;
        notifyAll();
    }

    /**
     * Stores what was accepted, lets what goes on finish and what is ready go, for five seconds in all; the rest stays stored.
     * Safe to call again.
     */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            running = thread;
            notifyAll();
        }
        long end = clock.monotonicNanos() + timing.closing().toNanos();
        if (running != null && running != Thread.currentThread()) {
            Threads.join(running, millisUntil(end));
            running.interrupt();
            giveUp();
        }
        workers.values().forEach(Worker::close);
        workers.values().forEach(worker -> worker.join(millisUntil(end)));
        workers.values().forEach(Worker::stop);
        long lastEnd = clock.monotonicNanos() + NANOS_AFTER_INTERRUPT;
        workers.values().forEach(worker -> worker.join(millisUntil(lastEnd)));
        outbox.close();
    }

    private synchronized void giveUp() {
        thread = null;
    }

    private long millisUntil(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - clock.monotonicNanos()));
    }
}
