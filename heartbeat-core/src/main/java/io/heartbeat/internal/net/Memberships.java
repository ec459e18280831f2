package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel's memberships of one multicast group: one for each interface that can carry it. An interface that is merely
 * down keeps its membership, which Linux honours as soon as it is up again; once seen up, it is joined anew for the
 * systems that do not.
 */
final class Memberships {
    private static final Logger log = LoggerFactory.getLogger(Memberships.class);

    private final DatagramChannel channel;
    private final InetAddress group;
    private final Outages<String> outages;
    private final Map<Integer, MembershipKey> byInterface = new HashMap<>();
    private final Set<Integer> joined = new HashSet<>();

    Memberships(DatagramChannel channel, InetAddress group, Outages<String> outages) {
        this.channel = channel;
        this.group = group;
        this.outages = outages;
    }

    /** Joins on the interfaces that came, or came back, and forgets those that are gone for good. */
    void follow(Interfaces interfaces) {
        List<Link> links = interfaces.multicast(group);
        joined.removeIf(index -> links.stream().noneMatch(link -> link.index() == index));
        Set.copyOf(byInterface.keySet()).stream()
                .filter(index -> !joined.contains(index) && !exists(index))
                .forEach(this::leave);
        links.stream().filter(link -> !joined.contains(link.index())).forEach(this::join);
        tellIfNowhere(links);
    }

    private void join(Link link) {
        String where = group.getHostAddress() + " on " + link.name();
        try {
            NetworkInterface nic = NetworkInterface.getByIndex(link.index());
            if (nic == null) {
                return;
            }
            leave(link.index());
            byInterface.put(link.index(), channel.join(group, nic));
            joined.add(link.index());
            if (outages.ends(where)) {
                log.info("Joined group {} after all", where);
            }
        } catch (IOException | RuntimeException e) {
            if (outages.begins(where)) {
                log.warn("Cannot join group {} ({}): its beats are not heard. Trying again.", where, e.toString());
            }
        }
    }

    private void leave(int index) {
        MembershipKey key = byInterface.remove(index);
        if (key != null) {
            try {
                key.drop();
            } catch (RuntimeException | AssertionError e) {
                // The JDK takes it for impossible that the interface, and the membership with it, is gone.
                log.debug("Leaving group {} on interface {} failed", group, index, e);
            }
        }
    }

    private void tellIfNowhere(List<Link> links) {
        String anywhere = group.getHostAddress();
        if (!links.isEmpty()) {
            outages.ends(anywhere);
        } else if (outages.begins(anywhere)) {
            log.warn("No interface can carry group {} at present: waiting for one", anywhere);
        }
    }

    private static boolean exists(int index) {
        try {
            return NetworkInterface.getByIndex(index) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
