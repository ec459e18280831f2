package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** One place a monitor listens at. */
public sealed interface Bind {

    /** Every address of the machine, IPv4 and IPv6, broadcasts included. */
    record Everywhere() implements Bind {
        @Override
        public String toString() {
            return "*";
        }
    }

    /**
     * One address, or the addresses of one name. Only what is sent to that very address arrives: most systems deliver
     * broadcasts to {@link Everywhere} alone.
     */
    record Address(String host) implements Bind {
        @Override
        public String toString() {
            return host;
        }
    }

    /**
     * A multicast group, joined on every interface that can multicast. Where a system cannot bind to the group (Linux to
     * {@code ff02::}, Windows at all), what is sent to the same port otherwise is heard as well.
     */
    record Multicast(InetAddress group) implements Bind {
        @Override
        public String toString() {
            return MulticastGroup.PREFIX + group.getHostAddress();
        }
    }

    /**
     * Reads {@code *}, {@code multicast:GROUP}, a host name or an address. Asks no DNS.
     *
     * @throws IllegalArgumentException if the text is none of these; the message quotes it and says what is wrong
     */
    static Bind parse(String text) {
        String bind = text.trim();
        if (bind.equals("*")) {
            return new Everywhere();
        }
        if (bind.startsWith(MulticastGroup.PREFIX)) {
            String group = bind.substring(MulticastGroup.PREFIX.length());
            return new Multicast(MulticastGroup.parse(withoutBrackets(group)));
        }
        String host = HostPort.checkedHost(withoutBrackets(bind));
        InetAddress literal = IpLiteral.parse(host);
        if (literal != null && literal.isMulticastAddress()) {
            throw new IllegalArgumentException("'" + bind + "' is a multicast group: write multicast:" + bind);
        }
        return new Address(host);
    }

    /** Reads a comma-separated list of at least one bind, in order and without duplicates. */
    static List<Bind> parseAll(String list) {
        return Stream.of(list.split(",", -1)).map(Bind::parse).distinct().toList();
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
}
