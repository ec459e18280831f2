package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.HardwareMonitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-hardware}: has each monitor check when its time has come, in a thread of its own, and gives the
 * engine what comes of it. The pause between two checks begins when the first has ended, so there is never a burst of them.
 *
 * <p>What is told is first handed to the outlet, and only when it is stored there written down as told: a crash in between makes it
 * told again, with the same id.
 */
public final class HardwareLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HardwareLoop.class);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long REWRITE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long CLOSE_MILLIS = 2_000;
    private static final long HANGING_MILLIS = 1_000;

    private final HardwareEngine engine;
    private final List<MonitorSlot> slots;
    private final CheckTiming timing;
    private final EventOutlet outlet;
    private final @Nullable HardwareState state;
    private final Clock clock;
    private final Semaphore wakeups = new Semaphore(0);
    private final CountDownLatch firstChecks = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Complaints complaints = new Complaints(log);
    private final TirelessLoop loop = new TirelessLoop(complaints, "A step of the hardware watch failed; it goes on");
    private final Thread thread;

    private volatile List<ComponentView> components = List.of();
    private volatile @Nullable List<HardwareCondition> conditions;

    /** Something was told that the outlet may not have stored yet. */
    private boolean told;

    private boolean outletFailing;
    private List<String> written = List.of();
    private boolean unwritten;
    private long nextWriteNanos;

    /**
     * Starts to check at once.
     *
     * @param monitors the hardware monitors by type; closed with the loop
     * @param state keeps what must outlive the process, or null
     */
    public HardwareLoop(
            HardwareEngine engine,
            Map<String, HardwareMonitor> monitors,
            CheckTiming timing,
            EventOutlet outlet,
            @Nullable HardwareState state,
            Clock clock) {
        long now = clock.monotonicNanos();
        this.engine = engine;
        this.slots = monitors.entrySet().stream()
                .map(monitor -> new MonitorSlot(monitor.getKey(), monitor.getValue(), now))
                .toList();
        this.timing = timing;
        this.outlet = outlet;
        this.state = state;
        this.clock = clock;
        written = state == null ? List.of() : content(state.remembered());
        nextWriteNanos = now;
        publish();
        thread = Threads.start("hardware", this::run);
    }

    private void run() {
        try {
            tellOrComplain();
            loop.run(() -> !closing.get(), this::round);
        } catch (InterruptedException stop) {
            log.debug("The hardware watch was interrupted");
        }
        end();
    }

    private void round() throws InterruptedException {
        for (MonitorSlot slot : slots) {
            attendOrComplain(slot);
        }
        tell();
        wakeups.tryAcquire(waitNanos(), TimeUnit.NANOSECONDS);
        wakeups.drainPermits();
    }

    private void end() {
        List<Thread> closers =
                slots.stream().map(slot -> slot.close(HANGING_MILLIS)).toList();
        long hangingNanos = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(2 * HANGING_MILLIS - 300);
        nextWriteNanos = clock.monotonicNanos();
        tellOrComplain();
        for (Thread closer : closers) {
            Threads.join(closer, TimeUnit.NANOSECONDS.toMillis(hangingNanos - clock.monotonicNanos()));
            closer.interrupt();
        }
    }

    private void tellOrComplain() {
        try {
            tell();
        } catch (RuntimeException | Error e) {
            complaints.add("What is wrong with the hardware could not be told; it is tried again", e);
        }
    }

    /** One monitor that cannot be attended to keeps no other from it. */
    private void attendOrComplain(MonitorSlot slot) {
        try {
            attend(slot);
        } catch (RuntimeException | Error e) {
            complaints.add("A hardware monitor could not be attended to; it is tried again", e);
        }
    }

    private void attend(MonitorSlot slot) {
        MonitorSlot.Result result = slot.takeResult();
        long now = clock.monotonicNanos();
        if (result != null) {
            done(slot, result);
        } else if (now - slot.dueNanos >= 0 && slot.isBusy()) {
            slot.abandon();
            done(
                    slot,
                    new MonitorSlot.Result(
                            null, "it did not end within " + timing.deadline().toSeconds() + " s"));
        } else if (now - slot.dueNanos >= 0) {
            slot.dueNanos = now + timing.deadline().toNanos();
            Instant end = Instant.ofEpochMilli(clock.wallMillis()).plus(timing.deadline());
            slot.start(new Context(slot.type, end), wakeups::release);
        }
    }

    private void done(MonitorSlot slot, MonitorSlot.Result result) {
        slot.checked = true;
        slot.dueNanos = clock.monotonicNanos() + timing.interval().toNanos();
        long now = clock.wallMillis();
        boolean soon;
        synchronized (engine) {
            soon = result.report() == null
                    ? engine.failed(slot.type, result.failure(), now)
                    : engine.take(slot.type, result.report(), now);
        }
        if (soon) {
            slot.dueNanos = clock.monotonicNanos() + timing.recheck().toNanos();
        }
    }

    private void tell() {
        writeAhead();
        List<HeartbeatEvent> events = new ArrayList<>();
        List<String> lines;
        synchronized (engine) {
            engine.tell(clock.wallMillis(), events::add);
            publish();
            lines = engine.memory();
        }
        events.forEach(outlet::accept);
        told |= !events.isEmpty();
        if (slots.stream().allMatch(slot -> slot.checked)) {
            firstChecks.countDown();
        }
        boolean atOnce = told;
        if (told && !(outletFailing && clock.monotonicNanos() - nextWriteNanos < 0)) {
            awaitStored();
        }
        if (!told) {
            write(lines, atOnce);
        }
    }

    /** What is about to be told gets its id from when it was found, which must be the same after a crash. */
    private void writeAhead() {
        List<String> lines = null;
        synchronized (engine) {
            if (!told && engine.hasNews()) {
                lines = engine.memory();
            }
        }
        if (lines != null) {
            write(lines, true);
        }
    }

    private void awaitStored() {
        try {
            outlet.awaitStored();
            told = false;
            if (outletFailing) {
                log.info("Notifications can be stored again");
            }
            outletFailing = false;
        } catch (IOException e) {
            if (!outletFailing) {
                log.error("Notifications cannot be stored; trying again", e);
            }
            outletFailing = true;
            nextWriteNanos = clock.monotonicNanos() + RETRY_NANOS;
        }
    }

    private void write(List<String> lines, boolean atOnce) {
        if (state == null) {
            return;
        }
        List<String> content = content(lines);
        unwritten = !content.equals(written);
        if (unwritten && (atOnce || clock.monotonicNanos() - nextWriteNanos >= 0)) {
            unwritten = !state.write(lines);
            written = unwritten ? written : content;
            nextWriteNanos = clock.monotonicNanos() + (unwritten ? RETRY_NANOS : REWRITE_NANOS);
        }
    }

    private static List<String> content(List<String> lines) {
        return lines.stream().filter(HardwareMemory::isContent).toList();
    }

    private long waitNanos() {
        long now = clock.monotonicNanos();
        long wait = told || unwritten ? nextWriteNanos - now : Long.MAX_VALUE;
        for (MonitorSlot slot : slots) {
            wait = Math.min(wait, slot.dueNanos - now);
        }
        return wait;
    }

    private void publish() {
        synchronized (engine) {
            components = engine.components(false);
            conditions = engine.conditions();
        }
    }

    /** Every component with its open conditions; any thread. */
    public List<ComponentView> components() {
        return components;
    }

    /** Every open condition, or null as long as nothing is known; any thread. */
    public @Nullable List<HardwareCondition> conditions() {
        return conditions;
    }

    /** Forgets a component; any thread. */
    public boolean forget(String component) {
        synchronized (engine) {
            boolean known = engine.forget(component);
            publish();
            wakeups.release();
            return known;
        }
    }

    /** Every component with all that was found, confirmed or not; any thread. */
    public List<ComponentView> findings() {
        synchronized (engine) {
            return engine.components(true);
        }
    }

    /** Waits until every monitor has had its first check, which succeeded, failed or took too long. */
    public void awaitFirstChecks() throws InterruptedException {
        firstChecks.await();
    }

    /** Ends all threads within two seconds, but for those of a plug-in that hangs; safe to call again. */
    @Override
    public void close() {
        closing.set(true);
        wakeups.release();
        Threads.join(thread, CLOSE_MILLIS);
        thread.interrupt();
    }

    /** What this loop's engine knows, for one check. */
    private final class Context implements CheckContext {
        private final String type;
        private final Instant deadline;

        Context(String type, Instant deadline) {
            this.type = type;
            this.deadline = deadline;
        }

        @Override
        public Instant deadline() {
            return deadline;
        }

        @Override
        public boolean isOpen(String component, String code) {
            synchronized (engine) {
                return engine.isOpen(type, component, code);
            }
        }

        @Override
        public double growth(String component, String reading, double now, Duration window) {
            synchronized (engine) {
                return engine.growth(type, component, reading, now, window, clock.wallMillis());
            }
        }
    }
}
