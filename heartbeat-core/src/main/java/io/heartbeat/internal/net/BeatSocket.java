package io.heartbeat.internal.net;

import io.heartbeat.internal.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each beat to every present address of every target, as interfaces come and go and names change their addresses; and takes
 * what comes back to where it sends from. Thread-safe, but only one thread may wait; nothing else blocks.
 */
public final class BeatSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BeatSocket.class);
    private static final InetAddress IPV4_LOOPBACK = Objects.requireNonNull(IpLiteral.parse("127.0.0.1"));

    private final List<Target> targets;
    private final InterfaceWatch watch;
    private final NameLookup names;
    private final Outlet outlet;
    private final Outages<String> outages = new Outages<>();

    private boolean toldOfLoopback;
    private Set<Destination> told = Set.of();
    private boolean closed;

    BeatSocket(List<Target> targets, InterfaceWatch watch, NameLookup names, Outlet outlet) {
        this.targets = List.copyOf(targets);
        this.watch = watch;
        this.names = names;
        this.outlet = outlet;
    }

    /**
     * Opens a socket that sends to the targets.
     *
     * @throws IOException if the system gives no socket at all; anything that goes wrong later is logged and retried
     */
    public static BeatSocket open(List<Target> targets, Clock clock) throws IOException {
        ChannelOutlet outlet = new ChannelOutlet();
        try {
            if (targets.stream().anyMatch(Target.Broadcast.class::isInstance)) {
                outlet.ipv4();
            }
        } catch (IOException e) {
            outlet.close();
            throw e;
        }
        return new BeatSocket(
                targets, new InterfaceWatch(Interfaces::present, clock), NameLookup.of(hosts(targets), clock), outlet);
    }

    /**
     * Sends one datagram to all; leaves the buffer as it was. A destination that cannot be reached is logged once, and
     * once more when it works again, and harms no other.
     */
    public synchronized void send(ByteBuffer datagram) {
        if (closed) {
            return;
        }
        names.refresh();
        Set<Destination> destinations = destinations(watch.present());
        tell(destinations);
        for (Destination destination : destinations) {
            send(datagram.duplicate(), destination);
        }
    }

    /** Sends one datagram to one address, if that can be done at once; what is lost is lost. */
    public synchronized void answer(byte[] datagram, InetSocketAddress to) {
        try {
            if (!closed) {
                outlet.send(ByteBuffer.wrap(datagram), Destination.routed(to));
            }
        } catch (IOException | RuntimeException e) {
            log.debug("The answer to {} does not get out", to, e);
        }
    }

    /**
     * Fills the buffer, from its beginning, with the next datagram that came in, ready to be read.
     *
     * @return where it came from, or null if none is left. Whoever is flooded never sees null: bound the loop.
     */
    public synchronized @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        return closed ? null : outlet.receive(buffer);
    }

    /**
     * Waits until a datagram comes in, {@link #wakeup} is called, the thread is interrupted or the time is over; may also return for
     * no reason.
     */
    public void await(long timeoutNanos) {
        outlet.await(timeoutNanos);
    }

    /** Ends the present wait, or the next one if there is none. */
    public void wakeup() {
        outlet.wakeup();
    }

    @Override
    public synchronized void close() {
        closed = true;
        outlet.close();
    }

    private void send(ByteBuffer datagram, Destination destination) {
        try {
            outlet.send(datagram, destination);
            if (outages.ends(destination.toString())) {
                log.info("Beats to {} get out again", destination);
            }
        } catch (IOException | RuntimeException e) {
            watch.unsettle();
            if (outages.begins(destination.toString())) {
                log.warn(
                        "Beats to {} do not get out ({}). Check the cable, the interface and the firewall; "
                                + "every beat tries again.",
                        destination,
                        e.toString());
            }
        }
    }

    private Set<Destination> destinations(Interfaces interfaces) {
        Set<Destination> destinations = new LinkedHashSet<>();
        targets.stream().flatMap(target -> destinations(target, interfaces)).forEach(destinations::add);
        return destinations;
    }

    private Stream<Destination> destinations(Target target, Interfaces interfaces) {
        if (target instanceof Target.Broadcast broadcast) {
            return broadcast(interfaces.broadcastAddresses(broadcast.port()), broadcast.port());
        }
        if (target instanceof Target.Multicast multicast) {
            InetSocketAddress group = new InetSocketAddress(multicast.group(), multicast.port());
            return interfaces.multicast(multicast.group()).stream().map(link -> Destination.through(link, group));
        }
        Target.Named named = (Target.Named) target;
        return names.addresses(named.host()).stream()
                .map(address -> Destination.routed(new InetSocketAddress(address, named.port())));
    }

    private Stream<Destination> broadcast(List<InetSocketAddress> addresses, int port) {
        if (!addresses.isEmpty()) {
            return addresses.stream().map(Destination::routed);
        }
        if (!toldOfLoopback) {
            toldOfLoopback = true;
            log.warn("No interface with a broadcast address is up: until one is, only this machine hears the beats");
        }
        return Stream.of(Destination.routed(new InetSocketAddress(IPV4_LOOPBACK, port)));
    }

    private void tell(Set<Destination> destinations) {
        if (!destinations.equals(told)) {
            told = destinations;
            log.info("Beats go to {}", destinations.isEmpty() ? "nobody yet" : destinations);
        }
    }

    private static List<String> hosts(List<Target> targets) {
        return targets.stream()
                .filter(Target.Named.class::isInstance)
                .map(target -> ((Target.Named) target).host())
                .distinct()
                .toList();
    }
}
