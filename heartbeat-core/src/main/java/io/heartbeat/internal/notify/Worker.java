package io.heartbeat.internal.notify;

import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Outcome;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the queue of one notifier and its thread {@code heartbeat-notify-NAME}, which is there while there is something to do:
 * delivers one notification after the other, each until it is delivered, refused or too old.
 */
final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    /** The wall clock may have jumped meanwhile. */
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final GuardedNotifier notifier;
    private final Clock clock;
    private final Timing timing;
    private final Runnable begun;
    private final Pace pace;
    private final Storm storm;
    private final Backlog queue;
    private final Troubles troubles;
    private final Complaints complaints = new Complaints(log);
    private final TirelessLoop loop =
            new TirelessLoop(complaints, "A notification was not delivered; it is tried again");
    private @Nullable Thread thread;
    private boolean inPlugin;
    private boolean interrupted;
    private boolean closing;
    private boolean stopped;
    private boolean finished;
    /** Taken from the queue, and not settled. */
    private @Nullable Waiting taken;

    private volatile @Nullable Long deadlineNanos;

    /** @param begun is run whenever an attempt begins, which somebody has to {@link #watch} */
    Worker(GuardedNotifier notifier, Outbox outbox, Clock clock, Timing timing, Runnable begun) {
        this.notifier = notifier;
        this.clock = clock;
        this.timing = timing;
        this.begun = begun;
        troubles = new Troubles(notifier.name(), timing, outbox);
        storm = new Storm(timing);
        queue = new Backlog(notifier.name(), outbox, clock, timing);
        pace = new Pace(timing, () -> ThreadLocalRandom.current().nextDouble());
    }

    String name() {
        return notifier.name();
    }

    /** Puts something at the end of the queue, for when it is woken. */
    synchronized void add(Waiting item) {
        queue.add(item);
    }

    /** Goes on if there is anything to do. */
    synchronized void wakeIfWaiting() {
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private void wake() {
        if (thread == null) {
            try {
                thread = Threads.start("notify-" + name(), this::run);
            } catch (OutOfMemoryError e) { // there may be no thread to be had
                deadlineNanos = clock.monotonicNanos() + timing.grace().toNanos();
                complaints.add("Notifications wait for a thread", e);
            }
        }
        notifyAll();
    }

    private void run() {
        try {
            loop.run(this::isOnDuty, this::deliverNext);
            if (isToClose()) {
                enter(null);
                notifier.close();
                leave();
            }
        } finally {
            ended();
        }
    }

    private synchronized boolean isOnDuty() {
        return thread == Thread.currentThread() && !finished;
    }

    private void deliverNext() {
        try {
            Waiting next = next();
            if (next != null) {
                settle(next, attempt(next));
            }
        } finally {
            putBackUnsettled();
        }
    }

    private synchronized void putBackUnsettled() {
        if (taken != null) {
            queue.putBack(taken);
            taken = null;
        }
    }

    private synchronized void ended() {
        if (thread == Thread.currentThread()) {
            thread = null;
        }
    }

    /** An idle thread that has given up its place leaves that to the next one. */
    private synchronized boolean isToClose() {
        return closing && thread == Thread.currentThread();
    }

    /** Waits for what is to be delivered next; null if there is nothing to wait for. */
    private synchronized @Nullable Waiting next() {
        long idleSinceNanos = clock.monotonicNanos();
        while (true) {
            Moment now = Moment.now(clock);
            setAsideExpired(now);
            long pauseNanos = closing ? 0 : storm.nanosLeft(now.nanos());
            if (!queue.isEmpty() && !stopped && pace.isDue(now) && pauseNanos == 0) {
                taken = queue.take(storm.rages());
                return taken;
            }
            long idleNanos = timing.idle().toNanos() - (now.nanos() - idleSinceNanos);
            if (closing || (queue.isEmpty() && idleNanos <= 0)) {
                finished = closing;
                thread = closing ? thread : null;
                return null;
            }
            sleep(
                    queue.isEmpty()
                            ? idleNanos
                            : Math.min(
                                    Math.max(pace.nanosLeft(now), pauseNanos),
                                    Math.max(1, queue.nanosLeft(now.nanos()))));
        }
    }

    private void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, Math.min(nanos, LONGEST_SLEEP_NANOS)));
        } catch (InterruptedException e) {
            log.debug("Somebody else interrupted the worker of {}", name());
        }
    }

    /** What is old may still be delivered, unless the notifier is known to fail. */
    private void setAsideExpired(Moment now) {
        int expired = troubles.isEmpty() ? 0 : queue.setAsideExpired(now.nanos());
        if (expired > 0) {
            log.warn(
                    "{} notifications could not be delivered by notifier {} within {} h and were set aside",
                    expired,
                    name(),
                    timing.kept().toHours());
        }
    }

    private Outcome attempt(Waiting item) {
        Moment now = Moment.now(clock);
        Attempt attempt = new Attempt(
                ++item.attempts,
                now.instant(),
                now.instant().plus(timing.attempt()),
                item.entry.idempotencyKey(item.queue));
        enter(now.nanos() + timing.attempt().toNanos());
        begun.run();
        try {
            return notifier.deliver(item.entry.notification(), attempt);
        } catch (InterruptedException e) {
            return Outcome.retry("it gave no answer within " + timing.attempt().toSeconds() + " s");
        } finally {
            leave();
        }
    }

    private synchronized void enter(@Nullable Long deadline) {
        inPlugin = true;
        interrupted = false;
        deadlineNanos = deadline;
    }

    private synchronized void leave() {
        inPlugin = false;
        deadlineNanos = null;
        Thread.interrupted();
    }

    /** When somebody has to look after the attempt that goes on; null if none does, or nothing helps any more. */
    @Nullable
    Long deadlineNanos() {
        return deadlineNanos;
    }

    /** Interrupts an attempt that takes too long, and goes on where there was no thread before. */
    synchronized void watch(long nowNanos) {
        Long deadline = deadlineNanos;
        if (deadline == null || nowNanos - deadline < 0) {
            return;
        }
        if (thread == null) {
            deadlineNanos = null;
            wake();
        } else if (interrupted) {
            deadlineNanos = null;
            log.error(
                    "Notifier {} does not return, and ignores interrupts: {} notifications wait. Restart the process",
                    name(),
                    queue.size() + 1);
        } else {
            interrupt();
            deadlineNanos = nowNanos + timing.grace().toNanos();
        }
    }

    private void interrupt() {
        if (inPlugin && thread != null) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** Begins nothing more, and interrupts what goes on. */
    synchronized void stop() {
        stopped = true;
        interrupt();
    }

    private synchronized void settle(Waiting item, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered delivered) {
            queue.remove(item);
            taken = null;
            queue.record(item, "delivered", delivered.reference());
            works();
        } else if (outcome instanceof Outcome.Rejected rejected && rejected.refusal() == Outcome.Refusal.PAYLOAD) {
            log.warn(
                    "Notifier {} was refused '{}', which was set aside: {}",
                    name(),
                    item.entry.notification().title(),
                    rejected.reason());
            queue.setAside(item, "rejected");
            taken = null;
            works();
        } else {
            putBackUnsettled();
            if (!stopped) {
                pace.failed(outcome, Moment.now(clock));
                troubles.add(outcome, queue.size());
            }
        }
    }

    private void works() {
        pace.succeeded();
        storm.sent(clock.monotonicNanos(), queue.size());
        if (!troubles.isEmpty()) {
            troubles.end(queue.size(), queue.takeOverflowed());
        }
    }

    /** Delivers what is ready, and then closes the notifier. */
    synchronized void close() {
        closing = true;
        wake();
    }

    /** Waits for the end that follows {@link #close}. */
    void join(long millis) {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null && running != Thread.currentThread()) {
            Threads.join(running, millis);
        }
    }
}
