package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Channels bound to receive: shared with other listeners on the machine and with room for a burst of datagrams. */
final class ListeningChannels {
    private static final Logger log = LoggerFactory.getLogger(ListeningChannels.class);

    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private static final int LEAST_BUFFER_BYTES = 64 << 10;
    private static final InetAddress IPV4_WILDCARD = Objects.requireNonNull(IpLiteral.parse("0.0.0.0"));
    private static final InetAddress IPV6_WILDCARD = Objects.requireNonNull(IpLiteral.parse("::"));

    private ListeningChannels() {}

    /** Listens on every address: one IPv6 channel that also hears IPv4, or an IPv4 one where there is no IPv6. */
    static DatagramChannel openEverywhere(int port) throws IOException {
        DatagramChannel channel;
        try {
            channel = Channels.open(StandardProtocolFamily.INET6);
        } catch (IOException noIpv6) {
            return openIpv4Wildcard(port);
        }
        return bound(channel, new InetSocketAddress(IPV6_WILDCARD, port));
    }

    static DatagramChannel openIpv4Wildcard(int port) throws IOException {
        return open(new InetSocketAddress(IPV4_WILDCARD, port));
    }

    static DatagramChannel openIpv6Wildcard(int port) throws IOException {
        return open(new InetSocketAddress(IPV6_WILDCARD, port));
    }

    static DatagramChannel open(InetSocketAddress address) throws IOException {
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        return bound(Channels.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6), address);
    }

    /** Whether somebody listens on the port already, so that it could only be shared. */
    static boolean isTaken(int port) {
        try (DatagramChannel probe = Channels.open(StandardProtocolFamily.INET)) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            probe.bind(new InetSocketAddress(IPV4_WILDCARD, port));
            return false;
        } catch (BindException taken) {
            return true;
        } catch (IOException notToBeHadAtAll) {
            return false;
        }
    }

    private static DatagramChannel bound(DatagramChannel channel, InetSocketAddress address) throws IOException {
        try {
            channel.configureBlocking(false);
            share(channel);
            askForBuffer(channel);
            return channel.bind(address);
        } catch (IOException | RuntimeException e) {
            Channels.closeQuietly(channel);
            throw e;
        }
    }

    /** On Linux and Windows every sharer of a port hears broadcasts; the BSDs want a second option for that. */
    private static void share(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean bsd = os.startsWith("mac") || os.endsWith("bsd");
        if (bsd && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    }

    /** Linux silently grants less than asked; other systems refuse, and then less is asked. */
    private static void askForBuffer(DatagramChannel channel) throws IOException {
        for (int bytes = RECEIVE_BUFFER_BYTES; bytes >= LEAST_BUFFER_BYTES; bytes /= 2) {
            try {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, bytes);
                return;
            } catch (IOException tooMuch) {
                log.debug("No receive buffer of {} bytes", bytes, tooMuch);
            }
        }
    }

    /** What to do for a larger receive buffer, or null if it is as large as it should be. */
    static @Nullable String bufferAdvice(DatagramChannel channel) throws IOException {
        int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        return granted >= RECEIVE_BUFFER_BYTES
                ? null
                : "The system grants " + (granted >> 10) + " KiB of receive buffer instead of "
                        + (RECEIVE_BUFFER_BYTES >> 10)
                        + " KiB; thousands of hosts may lose beats in a burst. On Linux: sysctl -w net.core.rmem_max="
                        + RECEIVE_BUFFER_BYTES;
    }
}
