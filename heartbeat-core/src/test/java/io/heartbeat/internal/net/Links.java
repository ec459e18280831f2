package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Network interfaces made up for tests. */
final class Links {
    static final Link LOOPBACK = new Link("lo", 1, true, false, false, List.of(address("127.0.0.1", 8)));

    private Links() {}

    static Link ethernet(String name, int index, Link.Address... addresses) {
        return new Link(name, index, false, false, true, List.of(addresses));
    }

    static Link.Address address(String address, int prefixLength) {
        return new Link.Address(ip(address), prefixLength, null);
    }

    static Link.Address address(String address, int prefixLength, String broadcast) {
        return new Link.Address(ip(address), prefixLength, ip(broadcast));
    }

    static InetAddress ip(String literal) {
        return Objects.requireNonNull(IpLiteral.parse(literal), literal);
    }

    static Interfaces interfaces(Link... links) {
        return new Interfaces(Stream.of(links).toList());
    }
}
