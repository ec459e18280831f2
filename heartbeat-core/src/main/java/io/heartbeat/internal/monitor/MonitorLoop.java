package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Reception;
import io.heartbeat.internal.net.BeatReceiver;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-monitor}: listens, then judges, and again. Everything that has arrived is heard before
 * anybody is judged, and nobody is judged by a round that came late.
 */
public final class MonitorLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MonitorLoop.class);
    private static final long CLOSE_MILLIS = 2_000;

    /** Longer than any beat, so that what is cut off here is rejected for its length. */
    private static final int LARGEST_DATAGRAM = 2_048;

    /** More than a receive buffer of 4 MiB holds, so what waited is heard; few enough that no flood puts off judgement. */
    private static final int MOST_PER_ROUND = 16_000;

    private final Supplier<MonitorEngine> maker;
    private final BeatReceiver receiver;
    private final @Nullable StateWriter<List<RememberedHost>> writer;
    private final Clock clock;
    private final CompletableFuture<MonitorEngine> engine = new CompletableFuture<>();
    /** Fair, or a flood would keep other threads from ever asking. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final TirelessLoop loop =
            new TirelessLoop(new Complaints(log), "A round of the monitor failed; it goes on");
    private final Thread thread;

    private volatile boolean closing;
    private long nextRoundNanos;
    /** The last round failed, and may have left a host out. */
    private boolean unfinished;

    /**
     * Starts to listen.
     *
     * @param maker makes the engine, on the loop's own thread, because stretching a passphrase takes long
     * @param writer keeps what must outlive the process, or null
     */
    public MonitorLoop(
            Supplier<MonitorEngine> maker,
            BeatReceiver receiver,
            @Nullable StateWriter<List<RememberedHost>> writer,
            Clock clock) {
        this.maker = maker;
        this.receiver = receiver;
        this.writer = writer;
        this.clock = clock;
        this.thread = Threads.start("monitor", this::run);
    }

    private void run() {
        try (receiver) {
            Rehearsal.once();
            MonitorEngine judge = maker.get();
            engine.complete(judge);
            Moment start = Moment.now(clock);
            MonitorRounds rounds = new MonitorRounds(judge, start);
            nextRoundNanos = start.nanos();
            loop.run(() -> !closing, () -> round(judge, rounds));
            if (writer != null) {
                writer.write(rounds.takeTable(Moment.now(clock)));
            }
        } catch (RuntimeException | Error e) {
            log.error("The monitor has stopped", e);
            engine.completeExceptionally(e);
        }
    }

    private void round(MonitorEngine judge, MonitorRounds rounds) {
        receiver.await(nextRoundNanos - clock.monotonicNanos());
        lock.lock();
        try {
            listenAndJudge(judge, rounds);
        } finally {
            lock.unlock();
        }
    }

    /** Judges by the time before it listened: what came until then was heard, however long the listening took. */
    private void listenAndJudge(MonitorEngine judge, MonitorRounds rounds) {
        boolean lookAtEverybody = unfinished;
        unfinished = true;
        Moment now = Moment.now(clock);
        rounds.begin(now);
        for (int i = 0; i < MOST_PER_ROUND; i++) {
            InetSocketAddress from = receiver.receive(buffer);
            if (from == null) {
                break;
            }
            Moment arrival = Moment.now(clock);
            rounds.heard(arrival);
            judge.receive(buffer, from, arrival);
        }
        if (lookAtEverybody) {
            judge.lookAtEverybody();
        }
        nextRoundNanos = rounds.judge(now);
        if (writer != null && writer.idle() && rounds.savingIsDue(now)) {
            long begunNanos = clock.monotonicNanos();
            writer.write(rounds.takeTable(now));
            rounds.tableTook(clock.monotonicNanos() - begunNanos);
        }
        unfinished = false;
    }

    /** A consistent picture of all hosts; any thread. */
    public List<HostSnapshot> hosts() {
        return locked(MonitorEngine::hosts);
    }

    /** Who is behind while a secret is being replaced; any thread. */
    public List<KeyUse> rotationStatus() {
        return locked(MonitorEngine::rotationStatus);
    }

    /** What became of the datagrams so far; any thread. */
    public Reception reception() {
        return locked(MonitorEngine::reception);
    }

    /** Stops watching a host; any thread. */
    public boolean forget(String name) {
        boolean known = locked(judge -> judge.forget(name));
        receiver.wakeup();
        return known;
    }

    private <T> T locked(Function<MonitorEngine, T> question) {
        MonitorEngine judge = engine.join();
        lock.lock();
        try {
            return question.apply(judge);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread within two seconds; safe to call again. */
    @Override
    public void close() {
        closing = true;
        receiver.wakeup();
        Threads.join(thread, CLOSE_MILLIS);
    }
}
