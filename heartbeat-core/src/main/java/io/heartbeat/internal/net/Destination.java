package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One address a datagram is sent to, and for a multicast group the interface it leaves by. */
record Destination(InetSocketAddress address, int interfaceIndex, String interfaceName) {

    /** An address the routing table knows the way to. */
    static Destination routed(InetSocketAddress address) {
        return new Destination(address, 0, "");
    }

    static Destination through(Link link, InetSocketAddress group) {
        return new Destination(group, link.index(), link.name());
    }

    InetAddress ip() {
        return address.getAddress();
    }

    boolean isRouted() {
        return interfaceIndex == 0;
    }

    @Override
    public String toString() {
        String text = new HostPort(ip().getHostAddress(), address.getPort()).toString();
        return isRouted() ? text : text + " on " + interfaceName;
    }
}
