package io.heartbeat.internal.sender;

import io.heartbeat.internal.net.BeatSocket;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Complaints;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.internal.time.TirelessLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the thread {@code heartbeat-sender}: sends each beat when it is due, whatever happens, and the goodbye at the end. Between beats it
 * answers monitors, a few at a time: what is due comes first.
 */
public final class SenderLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SenderLoop.class);
    private static final long GOODBYE_SPACING_MILLIS = 40;
    private static final long CLOSE_MILLIS = 2_000;
    private static final int MOST_PER_ROUND = 64;

    /** Longer than any question, so that what is cut off here is refused for its length. */
    private static final int LARGEST_DATAGRAM = 2_048;

    private final Supplier<SenderEngine> engine;
    private final byte @Nullable [] legacyPacket;
    private final BeatSocket socket;
    private final Clock clock;
    private final Queue<Consumer<SenderEngine>> orders = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final TirelessLoop loop = new TirelessLoop(new Complaints(log), "A beat was not sent; it is tried again");
    private final Thread thread;

    private volatile boolean closing;
    private long unanswered;

    /**
     * Starts to send.
     *
     * @param engine makes the engine, on the loop's own thread, because stretching a passphrase takes long
     * @param legacyPacket what to send beside each beat for monitors of 2014, or null
     */
    public SenderLoop(Supplier<SenderEngine> engine, byte @Nullable [] legacyPacket, BeatSocket socket, Clock clock) {
        this.engine = engine;
        this.legacyPacket = legacyPacket;
        this.socket = socket;
        this.clock = clock;
        this.thread = Threads.start("sender", this::run);
    }

    private void run() {
        try (socket) {
            SenderEngine beats = engine.get();
            loop.run(() -> !closing && !Thread.currentThread().isInterrupted(), () -> round(beats));
            if (closing) {
                sayGoodbye(beats);
            } else {
                log.debug("Interrupted; leaving without a goodbye");
            }
        } catch (InterruptedException stop) {
            log.debug("Interrupted while saying goodbye");
        } catch (RuntimeException | Error e) {
            log.error("No more beats are sent: {}", e.toString(), e);
        }
    }

    private void round(SenderEngine beats) {
        beatIfDue(beats);
        obey(beats);
        answer(beats);
        socket.await(beats.dueNanos() - clock.monotonicNanos());
    }

    private void beatIfDue(SenderEngine beats) {
        byte[] beat = beats.beatIfDue(Moment.now(clock));
        if (beat != null) {
            socket.send(ByteBuffer.wrap(beat));
        }
        if (beat != null && legacyPacket != null) {
            socket.send(ByteBuffer.wrap(legacyPacket));
        }
    }

    private void sayGoodbye(SenderEngine beats) throws InterruptedException {
        for (int i = 0; i < SenderEngine.GOODBYES; i++) {
            socket.send(ByteBuffer.wrap(beats.goodbye(Moment.now(clock))));
            TimeUnit.MILLISECONDS.sleep(i + 1 < SenderEngine.GOODBYES ? GOODBYE_SPACING_MILLIS : 0);
        }
    }

    private void obey(SenderEngine beats) {
        for (Consumer<SenderEngine> order = orders.poll(); order != null; order = orders.poll()) {
            order.accept(beats);
        }
    }

    private void answer(SenderEngine beats) {
        try {
            for (int i = 0; i < MOST_PER_ROUND; i++) {
                InetSocketAddress from = socket.receive(buffer);
                if (from == null) {
                    return;
                }
                byte[] answer = beats.answer(buffer, Moment.now(clock));
                if (answer != null) {
                    socket.answer(answer, from);
                } else if (Long.bitCount(++unanswered) == 1) {
                    log.debug("{} datagrams got no answer so far, the last one from {}", unanswered, from);
                }
            }
        } catch (RuntimeException | Error e) {
            log.debug("A datagram that came in got no answer", e);
        }
    }

    /** See {@link SenderEngine#pause}; any thread. */
    public void pause(Duration length) {
        SenderEngine.requirePause(length);
        order(beats -> beats.pause(length, Moment.now(clock)));
    }

    /** See {@link SenderEngine#resume}; any thread. */
    public void resume() {
        order(beats -> beats.resume(Moment.now(clock)));
    }

    private void order(Consumer<SenderEngine> order) {
        orders.add(order);
        socket.wakeup();
    }

    /** Says goodbye and ends the thread, within two seconds; safe to call again. */
    @Override
    public void close() {
        closing = true;
        socket.wakeup();
        Threads.join(thread, CLOSE_MILLIS);
        thread.interrupt();
    }
}
