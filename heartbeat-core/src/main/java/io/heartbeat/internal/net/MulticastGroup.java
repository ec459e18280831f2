package io.heartbeat.internal.net;

import java.net.InetAddress;

/** The address of a multicast group, as written in {@code multicast:GROUP}. */
final class MulticastGroup {
    static final String PREFIX = "multicast:";

    private MulticastGroup() {}

    static InetAddress parse(String text) {
        int scope = text.indexOf('%');
        if (scope >= 0) {
            throw new IllegalArgumentException("'" + text + "': a group is used on every interface; write "
                    + text.substring(0, scope) + " without the interface");
        }
        InetAddress group = IpLiteral.parse(text);
        if (group == null || !group.isMulticastAddress()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a multicast address (IPv4 224.0.0.0 to 239.255.255.255, IPv6 ff00::/8), e.g."
                    + " 239.255.72.66 or ff02::4842");
        }
        return group;
    }
}
