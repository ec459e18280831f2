package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening point kept alive: opened anew, with growing pauses, whenever its channel broke. */
final class ListeningSocket {
    private static final Logger log = LoggerFactory.getLogger(ListeningSocket.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int ERRORS_TAKEN_FOR_BROKEN = 8;

    private final ListeningPoint point;
    private final Selector selector;
    private final Clock clock;
    private final InterfaceWatch watch;
    private final Outages<String> joinOutages = new Outages<>();

    private int port;
    private @Nullable DatagramChannel channel;
    private List<Memberships> memberships = List.of();
    private @Nullable Interfaces followed;
    private int errorsInARow;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long retryAtNanos;

    ListeningSocket(ListeningPoint point, Selector selector, Clock clock, InterfaceWatch watch) {
        this.point = point;
        this.selector = selector;
        this.clock = clock;
        this.watch = watch;
    }

    /** Opens the channel for the first time; port 0 means any free one. Returns the port. */
    int open(int wantedPort) throws IOException {
        DatagramChannel opened = point.opener().open(wantedPort);
        try {
            opened.register(selector, SelectionKey.OP_READ);
            port = opened.socket().getLocalPort();
            memberships = point.groups().stream()
                    .map(group -> new Memberships(opened, group, joinOutages))
                    .toList();
            followed = null;
            follow();
        } catch (IOException | RuntimeException e) {
            Channels.closeQuietly(opened);
            throw e;
        }
        channel = opened;
        errorsInARow = 0;
        return port;
    }

    /** Does what time asks for: joins on new interfaces, opens a broken channel anew. */
    void maintain() {
        if (!selector.isOpen()) {
            return;
        }
        DatagramChannel current = channel;
        if (current != null && !current.isOpen()) {
            broken(current, "the channel was closed");
        } else if (current == null && clock.monotonicNanos() - retryAtNanos >= 0) {
            reopen();
        } else if (current != null) {
            follow();
        }
    }

    /** Receives the next datagram if there is one; an error is not one and does not get out. */
    @Nullable
    InetSocketAddress receive(ByteBuffer buffer) {
        DatagramChannel current = channel;
        while (current != null && current.isOpen()) {
            try {
                InetSocketAddress source = (InetSocketAddress) current.receive(buffer);
                errorsInARow = 0;
                pauseNanos = FIRST_PAUSE_NANOS;
                return source;
            } catch (IOException | RuntimeException e) {
                log.debug("Receiving on {} failed", this, e);
                if (++errorsInARow >= ERRORS_TAKEN_FOR_BROKEN) {
                    broken(current, e.toString());
                    return null;
                }
            }
        }
        return null;
    }

    /** Whether the datagram could be put on its way. */
    boolean send(byte[] datagram, InetSocketAddress to) {
        DatagramChannel current = channel;
        try {
            return current != null && current.isOpen() && current.send(ByteBuffer.wrap(datagram), to) > 0;
        } catch (IOException | RuntimeException e) {
            log.debug("Sending to {} from {} failed", to, this, e);
            return false;
        }
    }

    /** Whether its channel broke and is not open again yet. */
    boolean broken() {
        return channel == null;
    }

    void close() {
        if (channel != null) {
            Channels.closeQuietly(channel);
        }
    }

    @Nullable
    DatagramChannel channel() {
        return channel;
    }

    @Override
    public String toString() {
        return point.label();
    }

    private void follow() {
        if (memberships.isEmpty()) {
            return;
        }
        Interfaces present = watch.present();
        if (present != followed) {
            followed = present;
            memberships.forEach(membership -> membership.follow(present));
        }
    }

    private void broken(DatagramChannel current, String why) {
        if (!selector.isOpen()) {
            return;
        }
        log.warn("Listening on {} broke off ({}); starting anew", this, why);
        Channels.closeQuietly(current);
        channel = null;
        memberships = List.of();
        retryAtNanos = clock.monotonicNanos() + pauseNanos;
    }

    private void reopen() {
        try {
            open(port);
            log.info("Listening on {} again", this);
        } catch (ClosedSelectorException closed) {
            log.debug("Not listening on {} again: the receiver was closed", this);
        } catch (IOException | RuntimeException e) {
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            retryAtNanos = clock.monotonicNanos() + pauseNanos;
            log.debug("Listening on {} again failed", this, e);
        }
    }
}
