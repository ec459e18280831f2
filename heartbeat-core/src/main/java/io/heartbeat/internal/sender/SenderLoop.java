package io.heartbeat.internal.sender;

import io.heartbeat.internal.net.BeatSocket;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.Threads;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the thread {@code heartbeat-sender}: sends each beat when it is due, whatever happens, and the goodbye at the end. */
public final class SenderLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SenderLoop.class);
    private static final long GOODBYE_SPACING_MILLIS = 40;
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<SenderEngine> engine;
    private final byte @Nullable [] legacyPacket;
    private final BeatSocket socket;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

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
            do {
                beat(beats);
            } while (!closed(beats.dueNanos() - clock.monotonicNanos()));
            sayGoodbye(beats);
        } catch (InterruptedException stop) {
            log.debug("Interrupted; leaving without a goodbye");
        } catch (RuntimeException | Error e) {
            log.error("No more beats are sent: {}", e.toString(), e);
        }
    }

    private void beat(SenderEngine beats) {
        try {
            socket.send(ByteBuffer.wrap(beats.beat(Moment.now(clock))));
            if (legacyPacket != null) {
                socket.send(ByteBuffer.wrap(legacyPacket));
            }
        } catch (RuntimeException | Error e) {
            log.error("A beat was not sent; the next one will be tried", e);
        }
    }

    private void sayGoodbye(SenderEngine beats) throws InterruptedException {
        for (int i = 0; i < SenderEngine.GOODBYES; i++) {
            socket.send(ByteBuffer.wrap(beats.goodbye(Moment.now(clock))));
            TimeUnit.MILLISECONDS.sleep(i + 1 < SenderEngine.GOODBYES ? GOODBYE_SPACING_MILLIS : 0);
        }
    }

    private boolean closed(long waitNanos) throws InterruptedException {
        return closing.await(waitNanos, TimeUnit.NANOSECONDS);
    }

    /** Says goodbye and ends the thread, within two seconds; safe to call again. */
    @Override
    public void close() {
        closing.countDown();
        Threads.join(thread, CLOSE_MILLIS);
        thread.interrupt();
    }
}
