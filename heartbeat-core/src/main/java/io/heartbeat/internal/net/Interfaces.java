package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the machine's network interfaces offer at one moment. */
public final class Interfaces {

    /** Looks at the machine's interfaces. */
    @FunctionalInterface
    interface Source {
        /**
         * What there is now.
         *
         * @throws SocketException if the system does not tell
         */
        Interfaces look() throws SocketException;
    }

    private static final Logger log = LoggerFactory.getLogger(Interfaces.class);

    static final Interfaces NONE = new Interfaces(List.of());

    private final List<Link> links;

    Interfaces(List<Link> links) {
        this.links = List.copyOf(links);
    }

    /**
     * The interfaces that are up now. One that vanishes while it is being looked at is left out.
     *
     * @throws SocketException if the system does not tell, as when the process has no file descriptor left
     */
    static Interfaces present() throws SocketException {
        List<Link> links = new ArrayList<>();
        for (NetworkInterface nic : NetworkInterface.networkInterfaces().toList()) {
            try {
                Link link = Link.of(nic);
                if (link != null) {
                    links.add(link);
                }
            } catch (SocketException vanished) {
                log.debug("Interface {} vanished", nic.getName(), vanished);
            }
        }
        return new Interfaces(links);
    }

    /** The addresses of this machine beyond the loopback; empty while it is off every network. */
    public Set<InetAddress> ownAddresses() {
        return matching(link -> !link.loopback()).stream()
                .flatMap(link -> link.addresses().stream())
                .map(Link.Address::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the interfaces on whose network this address is. */
    public List<String> towards(InetAddress address) {
        return matching(link -> link.addresses().stream().anyMatch(own -> own.isOnNetworkOf(address))).stream()
                .map(Link::name)
                .toList();
    }

    boolean sameAs(Interfaces other) {
        return links.equals(other.links);
    }

    /** The directed broadcast address of every attached IPv4 network, each once; empty if there is no network. */
    public List<InetSocketAddress> broadcastAddresses(int port) {
        return links.stream()
                .filter(Link::broadcasts)
                .flatMap(link -> link.addresses().stream())
                .map(Link.Address::directedBroadcast)
                .filter(Objects::nonNull)
                .distinct()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** The interfaces to use for a multicast group: all that can carry it, or the loopback one if no other can. */
    List<Link> multicast(InetAddress group) {
        List<Link> network = matching(link -> !link.loopback() && link.multicast() && link.speaksFamilyOf(group));
        return network.isEmpty() ? matching(link -> link.loopback() && link.loopsBack(group)) : network;
    }

    private List<Link> matching(Predicate<Link> wanted) {
        return links.stream().filter(wanted).toList();
    }
}
