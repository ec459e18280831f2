package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own network: one unbound channel for IPv4 and one for IPv6, each opened when first needed and anew
 * whenever it was found closed. Being unconnected, a channel leaves the choice of interface to the routing table, which
 * knows the way to a directed broadcast address even without a default route.
 */
final class ChannelOutlet implements Outlet {
    private static final int HOPS = 1;

    private @Nullable DatagramChannel ipv4;
    private @Nullable DatagramChannel ipv6;
    private boolean closed;

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
    public void close() {
        closed = true;
        closeQuietly(ipv4);
        closeQuietly(ipv6);
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
