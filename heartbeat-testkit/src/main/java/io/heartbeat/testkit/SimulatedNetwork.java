package io.heartbeat.testkit;

import io.heartbeat.MonitorConfig;
import io.heartbeat.MonitorListener;
import io.heartbeat.Secret;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A network of hosts and monitors in virtual time, on which an application tests its {@link MonitorListener} against every kind of
 * failure, in milliseconds and without a socket, a thread or a sleep.
 *
 * <p>Hosts and monitors run the code of real ones, sealed datagrams included; only threads, sockets, clocks and the disk are simulated.
 *
 * <pre>{@code
 * SimulatedNetwork network = SimulatedNetwork.seeded(42);
 * RecordedEvents events = new RecordedEvents();
 * network.monitor("watcher", events);
 * SimulatedHost nas = network.host("nas");
 * network.advance(Duration.ofSeconds(10));
 *
 * nas.kill();
 * network.advance(Duration.ofSeconds(15));
 *
 * assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
 * }</pre>
 *
 * <p>Nothing happens but in {@link #advance}. The same seed and the same calls give the same events, equal in every component, on every
 * machine. (Only nonces come from the system's random generator, so the bytes of datagrams differ.) For one thread at a time.
 */
public final class SimulatedNetwork {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);

    private final Timeline timeline = new Timeline();
    private final SplittableRandom random;
    private final GroupKey key = key("ours");
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<SimulatedMonitor> monitors = new ArrayList<>();
    private final List<Attacker> attackers = new ArrayList<>();
    private final Set<SimulatedMachine> cutOff = new HashSet<>();
    private int addresses;

    private double loss;
    private double duplication;
    private long leastDelayNanos = 1_000_000;
    private long mostDelayNanos = leastDelayNanos;

    private SimulatedNetwork(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return an empty network on which everything arrives once, in order, after a millisecond} It begins on 1 January 2026. */
    public static SimulatedNetwork seeded(long seed) {
        return new SimulatedNetwork(seed);
    }

    /** Loses this share of all datagrams from now on, 0 to 1, each by its own chance. */
    public SimulatedNetwork loss(double share) {
        loss = requireShare("loss", share);
        return this;
    }

    /** Delivers this share of all datagrams twice from now on, 0 to 1. */
    public SimulatedNetwork duplicate(double share) {
        duplication = requireShare("duplicate", share);
        return this;
    }

    /** Delays every datagram by a time evenly distributed between these, from now on; so datagrams may overtake each other. */
    public SimulatedNetwork delay(Duration least, Duration most) {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "delay must be 0 or more and not end before it begins, but is " + least + " to " + most);
        }
        leastDelayNanos = least.toNanos();
        mostDelayNanos = most.toNanos();
        return this;
    }

    /** Adds a host that beats every 2 seconds; see {@link #host(String, Duration)}. */
    public SimulatedHost host(String name) {
        return host(name, DEFAULT_INTERVAL);
    }

    /**
     * Adds a host and starts it. Two hosts of one name are two machines that claim one identity.
     *
     * @param interval the time between two beats, 100 ms to 1 day
     * @throws IllegalArgumentException if the name or the interval is one that no real host can have
     */
    public SimulatedHost host(String name, Duration interval) {
        return host(name, interval, key);
    }

    /** Adds a host, and starts it, that beats every 2 seconds and holds another secret than the monitors. */
    public SimulatedHost stranger(String name) {
        return host(name, DEFAULT_INTERVAL, key("theirs"));
    }

    /**
     * Adds a copy of a host as it is now, with everything in its memory: a virtual machine that is resumed twice from one snapshot. It has
     * another address. The original must have run in one session since its process started.
     */
    public SimulatedHost copy(SimulatedHost original) {
        SimulatedHost copy = host(original.name(), original.interval());
        copy.become(original);
        return copy;
    }

    private SimulatedHost host(String name, Duration interval, GroupKey itsKey) {
        if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
            throw new IllegalArgumentException("interval must be 100 ms to 1 day, but is " + interval);
        }
        SimulatedHost host = new SimulatedHost(name, nextAddress(), timeline, this, itsKey, interval, random.split());
        hosts.add(host);
        return host;
    }

    /** Adds a monitor with the default configuration and starts it; its listener is called while time advances. */
    public SimulatedMonitor monitor(String name, MonitorListener listener) {
        return monitor(name, MonitorConfig.builder().secret(Secret.generate()).build(), listener);
    }

    /**
     * Adds a monitor and starts it; its listener is called while time advances.
     *
     * @param name the monitor's own name, for events about itself
     * @param config of which {@code flatlineAfter}, {@code maxHosts}, {@code deny} and {@code withoutState} count here; secret, group, port and
     *     addresses are the network's own, and nothing is written to the state directory
     */
    public SimulatedMonitor monitor(String name, MonitorConfig config, MonitorListener listener) {
        InetAddress address = nextAddress();
        SimulatedMonitor monitor = new SimulatedMonitor(
                name,
                address,
                timeline,
                new KeyRing(List.of(key)),
                config,
                listener,
                random.split(),
                (question, to) -> ask(address, question, to.getAddress()));
        monitors.add(monitor);
        return monitor;
    }

    /** Adds an attacker, who records from now on. */
    public Attacker attacker() {
        Attacker attacker = new Attacker(this, nextAddress());
        attackers.add(attacker);
        return attacker;
    }

    /** Cuts these machines off: nothing they send is delivered from now on, nor anything to them; they cannot tell why. */
    public void cut(SimulatedMachine... machines) {
        cutOff.addAll(List.of(machines));
    }

    /** Connects machines again that were cut off. */
    public void heal(SimulatedMachine... machines) {
        cutOff.removeAll(List.of(machines));
    }

    List<SimulatedHost> hosts() {
        return List.copyOf(hosts);
    }

    /** The true time. */
    public Instant now() {
        return SimulatedClock.START.plusNanos(timeline.nowNanos());
    }

    /**
     * Lets time pass, and everything happen that is due until then. If a listener throws, time stops there, and can be advanced again.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if called by a listener
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + duration.negated());
        }
        timeline.advance(duration.toNanos());
    }

    void send(SimulatedHost from, byte[] datagram) {
        attackers.forEach(attacker -> attacker.overhear(now(), from, datagram));
        if (cutOff.contains(from) || attackers.stream().anyMatch(attacker -> attacker.suppresses(from))) {
            return;
        }
        monitors.forEach(monitor -> carry(() -> deliver(datagram, from.address, monitor)));
    }

    /** One datagram on its way, with all that may happen to it there. */
    private void carry(Runnable delivery) {
        int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < duplication ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            timeline.after(leastDelayNanos + random.nextLong(mostDelayNanos - leastDelayNanos + 1), delivery);
        }
    }

    private void ask(InetAddress from, byte[] question, InetAddress to) {
        attackers.forEach(attacker -> attacker.overhearQuestion(question));
        if (cutOff.stream().anyMatch(machine -> machine.address.equals(from))) {
            return;
        }
        hosts.stream()
                .filter(host -> host.address.equals(to))
                .forEach(host -> carry(() -> deliver(question, from, host)));
    }

    void answer(SimulatedHost from, byte[] datagram, InetAddress to) {
        attackers.forEach(attacker -> attacker.overhear(now(), from, datagram));
        if (cutOff.contains(from) || attackers.stream().anyMatch(attacker -> attacker.suppresses(from))) {
            return;
        }
        monitors.stream()
                .filter(monitor -> monitor.address.equals(to))
                .forEach(monitor -> carry(() -> deliver(datagram, from.address, monitor)));
    }

    void inject(byte[] datagram, InetAddress from) {
        monitors.forEach(monitor -> timeline.after(0, () -> deliver(datagram, from, monitor)));
    }

    void inject(byte[] datagram, InetAddress from, SimulatedHost to) {
        timeline.after(0, () -> deliver(datagram, from, to));
    }

    private void deliver(byte[] datagram, InetAddress from, SimulatedMachine to) {
        if (cutOff.contains(to)) {
            return;
        }
        if (to instanceof SimulatedMonitor monitor) {
            monitor.arrive(datagram, from);
        } else if (to instanceof SimulatedHost host) {
            host.arrive(datagram, from);
        }
    }

    private InetAddress nextAddress() {
        addresses++;
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (addresses >> 16), (byte) (addresses >> 8), (byte) addresses});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of everybody who is given no other. */
    GroupKey key() {
        return key;
    }

    static GroupKey key(String group) {
        return GroupKey.ofKey("a key that protects nothing here".getBytes(StandardCharsets.US_ASCII), group);
    }

    private static double requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " must be 0 to 1, but is " + share);
        }
        return share;
    }
}
