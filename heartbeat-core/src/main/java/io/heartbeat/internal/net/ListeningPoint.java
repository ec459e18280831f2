package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One channel to listen on: how to open it, and the multicast groups to join on it. */
record ListeningPoint(String label, List<InetAddress> groups, Opener opener) {

    /** Opens a bound, non-blocking channel. */
    @FunctionalInterface
    interface Opener {
        DatagramChannel open(int port) throws IOException;
    }

    /** What a list of binds comes to: for each, the points of which at least one must open. */
    static List<List<ListeningPoint>> of(List<Bind> binds) throws IOException {
        boolean everywhere = binds.contains(new Bind.Everywhere());
        List<List<ListeningPoint>> points = new ArrayList<>();
        for (Bind bind : binds) {
            if (bind instanceof Bind.Address address) {
                points.add(addresses(address.host()));
            } else if (bind instanceof Bind.Multicast multicast) {
                if (!(everywhere && isIpv6(multicast.group()))) {
                    points.add(List.of(group(multicast.group())));
                }
            } else {
                points.add(List.of(everywhere(binds)));
            }
        }
        return points;
    }

    /** The one channel that hears everything also joins the IPv6 groups: on a second one each beat came twice. */
    private static ListeningPoint everywhere(List<Bind> binds) {
        List<InetAddress> groups = binds.stream()
                .filter(Bind.Multicast.class::isInstance)
                .map(bind -> ((Bind.Multicast) bind).group())
                .filter(ListeningPoint::isIpv6)
                .toList();
        String label = groups.isEmpty()
                ? "all addresses"
                : "all addresses and groups "
                        + groups.stream().map(InetAddress::getHostAddress).toList();
        return new ListeningPoint(label, groups, ListeningChannels::openEverywhere);
    }

    private static List<ListeningPoint> addresses(String host) throws IOException {
        return Stream.of(resolve(host))
                .map(address -> new ListeningPoint(
                        address.getHostAddress(),
                        List.of(),
                        port -> ListeningChannels.open(new InetSocketAddress(address, port))))
                .toList();
    }

    private static ListeningPoint group(InetAddress group) {
        return new ListeningPoint("group " + group.getHostAddress(), List.of(group), port -> openForGroup(group, port));
    }

    /** Bound to the group's own address the channel hears nothing else; not every system and group allows that. */
    private static DatagramChannel openForGroup(InetAddress group, int port) throws IOException {
        try {
            return ListeningChannels.open(new InetSocketAddress(group, port));
        } catch (IOException notAllowed) {
            return isIpv6(group) ? ListeningChannels.openIpv6Wildcard(port) : ListeningChannels.openIpv4Wildcard(port);
        }
    }

    private static boolean isIpv6(InetAddress address) {
        return address instanceof Inet6Address;
    }

    private static InetAddress[] resolve(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IOException(
                    "Cannot listen on '" + host
                            + "': no such host. Set monitor.bind to * or to an address of this machine",
                    e);
        }
    }
}
