package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One place a configuration sends beats to; which addresses that means is found out, again and again, while running. */
public sealed interface Target {

    /** Every machine on every attached IPv4 network. */
    record Broadcast(int port) implements Target {
        @Override
        public String toString() {
            return "broadcast:" + port;
        }
    }

    /** Whoever joined the group, on every interface that can multicast; never past the first router. */
    record Multicast(InetAddress group, int port) implements Target {
        @Override
        public String toString() {
            return "multicast:" + new HostPort(group.getHostAddress(), port);
        }
    }

    /** One host, by name or by address; a name means all (at most four) of its addresses. */
    record Named(String host, int port) implements Target {
        @Override
        public String toString() {
            return new HostPort(host, port).toString();
        }
    }

    /** The port the target's beats are sent to. */
    int port();

    /**
     * Reads {@code broadcast[:PORT]}, {@code multicast:GROUP[:PORT]}, {@code HOST[:PORT]}, {@code IPV4[:PORT]},
     * {@code [IPV6][:PORT]} or a bare IPv6 address. Asks no DNS.
     *
     * @throws IllegalArgumentException if the text is none of these; the message quotes it and says what is wrong
     */
    static Target parse(String text, int defaultPort) {
        String target = text.trim();
        if (target.equals("broadcast")) {
            return new Broadcast(defaultPort);
        }
        if (target.startsWith("broadcast:")) {
            return new Broadcast(HostPort.port(target.substring("broadcast:".length()), target));
        }
        if (target.startsWith(MulticastGroup.PREFIX)) {
            HostPort group = HostPort.parse(target.substring(MulticastGroup.PREFIX.length()), defaultPort);
            return new Multicast(MulticastGroup.parse(group.host()), group.port());
        }
        HostPort named = HostPort.parse(target, defaultPort);
        InetAddress literal = IpLiteral.parse(named.host());
        if (literal != null && literal.isMulticastAddress()) {
            throw new IllegalArgumentException("'" + target + "' is a multicast group: write multicast:" + target);
        }
        if (literal != null && literal.isAnyLocalAddress()) {
            throw new IllegalArgumentException("'" + target + "' is no destination: name a host, or write broadcast");
        }
        return new Named(named.host(), named.port());
    }

    /** Reads a comma-separated list of at least one target, in order and without duplicates. */
    static List<Target> parseAll(String list, int defaultPort) {
        Objects.requireNonNull(list, "list");
        return Stream.of(list.split(",", -1))
                .map(text -> parse(text, defaultPort))
                .distinct()
                .toList();
    }
}
