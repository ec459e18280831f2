package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's own network: one unbound channel for IPv4 and one for IPv6, each opened when first needed and anew
 * whenever it was found closed. Being unconnected, a channel leaves the choice of interface to the routing table, which
 * knows the way to a directed broadcast address even without a default route.
 *
 * <p>A monitor that misses the host asks it there where its beats come from, so the same channels listen, too.
 */
final class ChannelOutlet implements Outlet {
    private static final Logger log = LoggerFactory.getLogger(ChannelOutlet.class);
    private static final int HOPS = 1;
    private static final int ERRORS_TAKEN_FOR_BROKEN = 8;
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private @Nullable DatagramChannel ipv4;
    private @Nullable DatagramChannel ipv6;
    private boolean ipv6IsNext;
    private int errorsInARow;
    private boolean closed;

    ChannelOutlet() throws IOException {
        selector = Selector.open();
    }

    @Override
    public void send(ByteBuffer datagram, Destination destination) throws IOException {
        DatagramChannel channel = destination.ip() instanceof Inet4Address ? ipv4() : ipv6();
        if (!destination.isRouted()) {
            NetworkInterface nic = NetworkInterface.getByIndex(destination.interfaceIndex());
            if (nic == null) {
                throw new IOException("the interface is gone");
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
        }
        if (channel.send(datagram, destination.address()) == 0) {
            throw new IOException("the send buffer is full");
        }
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        DatagramChannel first = ipv6IsNext ? ipv6 : ipv4;
        DatagramChannel second = ipv6IsNext ? ipv4 : ipv6;
        ipv6IsNext = !ipv6IsNext;
        InetSocketAddress source = receive(first, buffer);
        return source != null ? source : receive(second, buffer);
    }

    /** A channel that only ever fails is closed, so that the next beat opens it anew. */
    private @Nullable InetSocketAddress receive(@Nullable DatagramChannel channel, ByteBuffer buffer) {
        if (channel == null || !channel.isOpen()) {
            return null;
        }
        buffer.clear();
        try {
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
            buffer.flip();
            errorsInARow = 0;
            return source;
        } catch (IOException | RuntimeException e) {
            log.debug("Receiving where beats are sent from failed", e);
            if (++errorsInARow >= ERRORS_TAKEN_FOR_BROKEN) {
                errorsInARow = 0;
                closeQuietly(channel);
            }
            return null;
        }
    }

    /** Also returns when the thread is interrupted, and leaves it so. */
    @Override
    public void await(long timeoutNanos) {
        try {
            if (timeoutNanos > 0) {
                selector.select(key -> {}, TimeUnit.NANOSECONDS.toMillis(timeoutNanos + 999_999));
            } else {
                selector.selectNow(key -> {});
            }
        } catch (IOException | ClosedSelectorException e) {
            log.debug("Waiting for datagrams failed", e);
            LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(ipv4);
        closeQuietly(ipv6);
        try {
            selector.close();
        } catch (IOException e) {
            log.debug("Closing the selector failed", e);
        }
    }

    DatagramChannel ipv4() throws IOException {
        DatagramChannel channel = ipv4;
        if (channel == null || !channel.isOpen()) {
            channel = open(StandardProtocolFamily.INET);
            ipv4 = channel;
        }
        return channel;
    }

    private DatagramChannel ipv6() throws IOException {
        DatagramChannel channel = ipv6;
        if (channel == null || !channel.isOpen()) {
            channel = open(StandardProtocolFamily.INET6);
            ipv6 = channel;
        }
        return channel;
    }

    private DatagramChannel open(ProtocolFamily family) throws IOException {
        if (closed) {
            throw new IOException("the socket is closed");
        }
        DatagramChannel channel = Channels.open(family);
        try {
            channel.configureBlocking(false);
            if (family == StandardProtocolFamily.INET) {
                channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.register(selector, SelectionKey.OP_READ);
            return channel;
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        if (channel != null) {
            Channels.closeQuietly(channel);
        }
    }
}
