package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opening and closing of datagram channels, with every failure an {@link IOException} or a log line. */
final class Channels {
    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    private Channels() {}

    static DatagramChannel open(ProtocolFamily family) throws IOException {
        try {
            return DatagramChannel.open(family);
        } catch (UnsupportedOperationException e) {
            String version = family == StandardProtocolFamily.INET ? "IPv4" : "IPv6";
            throw new IOException("this machine has no " + version, e);
        }
    }

    static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("Closing a datagram channel failed", e);
        }
    }
}
