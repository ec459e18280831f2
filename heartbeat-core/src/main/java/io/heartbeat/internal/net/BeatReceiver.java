package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears datagrams on everything a monitor is bound to. Made for one owning thread, which alternates between
 * {@link #await} and {@link #receive} until the latter says that nothing is left; only {@link #wakeup} and
 * {@link #close} may be called from other threads. After opening, no failure of the network gets out: a channel that
 * breaks is opened anew, with growing pauses.
 */
public final class BeatReceiver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BeatReceiver.class);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final List<ListeningSocket> sockets = new ArrayList<>();
    private final KernelDrops drops = KernelDrops.ofThisProcess();
    private int port;
    private int next;

    private BeatReceiver(Selector selector, int port) {
        this.selector = selector;
        this.port = port;
    }

    /**
     * Listens on all of the binds.
     *
     * @param port the UDP port; 0 takes any free one, which {@link #port} then tells
     * @throws IOException if any of them cannot be had; the message names the address and the port and says what to do
     */
    public static BeatReceiver open(List<Bind> binds, int port, Clock clock) throws IOException {
        return open(ListeningPoint.of(binds), port, clock, new InterfaceWatch(Interfaces::present, clock));
    }

    /** Opens every group of points, of which one each must work: a name may have addresses that are not ours. */
    static BeatReceiver open(List<List<ListeningPoint>> points, int port, Clock clock, InterfaceWatch watch)
            throws IOException {
        boolean shared = port != 0 && ListeningChannels.isTaken(port);
        BeatReceiver receiver = new BeatReceiver(Selector.open(), port);
        try {
            for (List<ListeningPoint> alternatives : points) {
                receiver.listen(alternatives, clock, watch);
            }
        } catch (IOException | RuntimeException e) {
            receiver.close();
            throw e;
        }
        log.info("Listening for beats on UDP port {}: {}", receiver.port, receiver.sockets);
        if (shared) {
            log.warn(
                    "Another program on this machine listens on UDP port {} too: both hear broadcasts, but of what is sent to this "
                            + "machine alone only one hears each beat. Stop the other, or give one of them another port",
                    port);
        }
        receiver.checkReceiveBuffer();
        return receiver;
    }

    /** The UDP port listened on. */
    public int port() {
        return port;
    }

    /**
     * Waits until a datagram arrives, {@link #wakeup} is called or the time is over; may also return for no reason. An
     * interrupt of the thread merely ends the wait.
     */
    public void await(long timeoutNanos) {
        sockets.forEach(ListeningSocket::maintain);
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(timeoutNanos, LONGEST_WAIT_NANOS) + 999_999);
        try {
            if (millis > 0) {
                selector.select(key -> {}, millis);
            } else {
                selector.selectNow(key -> {});
            }
        } catch (IOException e) {
            log.debug("Waiting for datagrams failed", e);
            LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        } catch (ClosedSelectorException closed) {
            log.debug("The receiver was closed");
        } finally {
            Thread.interrupted();
        }
    }

    /**
     * Fills the buffer, from its beginning, with the next datagram that has arrived, ready to be read.
     *
     * @return where it came from, or null if none is left. Whoever is flooded never sees null: bound the loop.
     */
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        for (int tried = 0; tried < sockets.size(); tried++) {
            ListeningSocket socket = sockets.get(next);
            next = (next + 1) % sockets.size();
            buffer.clear();
            InetSocketAddress source = socket.receive(buffer);
            if (source != null) {
                buffer.flip();
                return source;
            }
        }
        buffer.limit(0);
        return null;
    }

    /** Whether a channel broke and is not open again yet. */
    public boolean deaf() {
        return sockets.stream().anyMatch(ListeningSocket::broken);
    }

    /** How many datagrams the system threw away since the last call because a receive buffer was full, as far as it tells. */
    public long dropped() {
        return drops.sinceLast(port);
    }

    /** Sends a datagram from one of the ports listened on, if that can be done at once; what is lost is lost. */
    public void send(byte[] datagram, InetSocketAddress to) {
        for (ListeningSocket socket : sockets) {
            if (socket.send(datagram, to)) {
                return;
            }
        }
    }

    /** Ends the present wait, or the next one if there is none. */
    public void wakeup() {
        selector.wakeup();
    }

    /** Stops listening. The owning thread's waits end at once from now on, and it receives nothing. */
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            log.debug("Closing the selector failed", e);
        }
        sockets.forEach(ListeningSocket::close);
    }

    private void listen(List<ListeningPoint> alternatives, Clock clock, InterfaceWatch watch) throws IOException {
        IOException failure = null;
        int before = sockets.size();
        for (ListeningPoint point : alternatives) {
            ListeningSocket socket = new ListeningSocket(point, selector, clock, watch);
            try {
                port = socket.open(port);
                sockets.add(socket);
            } catch (IOException e) {
                failure = failure == null ? refusal(point, e) : failure;
            }
        }
        if (failure != null && sockets.size() == before) {
            throw failure;
        }
    }

    private IOException refusal(ListeningPoint point, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String advice = reason.contains("in use")
                ? "Another program holds the port for itself: stop that one, or set another port"
                : "Set monitor.bind to * or to an address of this machine";
        return new IOException(
                "Cannot listen on UDP port " + port + " (" + point.label() + "): " + reason + ". " + advice, cause);
    }

    private void checkReceiveBuffer() throws IOException {
        for (ListeningSocket socket : sockets) {
            DatagramChannel channel = socket.channel();
            String advice = channel == null ? null : ListeningChannels.bufferAdvice(channel);
            if (advice != null) {
                log.info(advice);
                return;
            }
        }
    }
}
