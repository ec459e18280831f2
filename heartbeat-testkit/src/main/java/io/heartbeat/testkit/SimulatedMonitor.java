package io.heartbeat.testkit;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.MonitorListener;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Reception;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.monitor.HostMemory;
import io.heartbeat.internal.monitor.MonitorEngine;
import io.heartbeat.internal.monitor.MonitorRounds;
import io.heartbeat.internal.monitor.MonitorSettings;
import io.heartbeat.internal.monitor.OwnSide;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * A machine whose process monitors, with the judgement of a real {@link Monitor} and in virtual time.
 *
 * <p>The listener is called by the thread that advances time, within that call. What it throws reaches the caller, so that
 * an assertion in a listener fails its test; a real monitor logs it. Nothing is lost by that: time can be advanced further.
 *
 * <p>Hosts are remembered as a real monitor remembers them, in the same lines of text, but in memory. For one thread at a time.
 */
public final class SimulatedMonitor extends SimulatedMachine implements Monitor {
    /** What the receive buffer of a socket holds on a Linux machine where nobody raised its limit. */
    private static final int MOST_WAITING = 256;

    static final int PORT = 21_999;

    private record Arrival(ByteBuffer datagram, InetAddress from) {}

    private MonitorSettings settings;
    private final boolean remembers;
    private final MonitorListener listener;
    private final SplittableRandom random;
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private final Queue<HeartbeatEvent> untold = new ArrayDeque<>();

    private final BiConsumer<byte[], InetSocketAddress> questions;
    private MonitorEngine engine;
    private MonitorRounds rounds;
    private List<String> saved = HostMemory.lines(List.of());
    private boolean running;
    private boolean unplugged;
    private long dropped;

    private final class Ears implements OwnSide {
        @Override
        public Set<InetAddress> addresses() {
            return unplugged ? Set.of() : Set.of(address);
        }

        @Override
        public long dropped() {
            long news = dropped;
            dropped = 0;
            return news;
        }

        @Override
        public boolean wasAwake() {
            return SimulatedMonitor.this.wasAwake();
        }
    }

    SimulatedMonitor(
            String name,
            InetAddress address,
            Timeline timeline,
            KeyRing keys,
            MonitorConfig config,
            MonitorListener listener,
            SplittableRandom random,
            BiConsumer<byte[], InetSocketAddress> questions) {
        super(name, address, timeline);
        this.settings = new MonitorSettings(
                name,
                keys,
                config.flatlineAfter()
                        .map(DetectionTarget::flatlineAfter)
                        .orElseGet(() -> DetectionTarget.falseAlarms(config.falseAlarms())),
                config.maxHosts(),
                0,
                null,
                config.denied(),
                new Ears(),
                () -> whose -> List.of());
        this.remembers = config.stateDirectory().isPresent();
        this.listener = listener;
        this.questions = (question, to) -> {
            if (!unplugged) {
                questions.accept(question, to);
            }
        };
        this.random = random;
        newProcess(random.nextLong());
        engine = new MonitorEngine(settings, List.of(), untold::add, this.questions, moment());
        rounds = new MonitorRounds(engine, moment());
        running = true;
        listener.onStart(List.of());
    }

    /** Whether there is a process, even a frozen one. */
    public boolean running() {
        return running;
    }

    /**
     * Starts a new process, which remembers what was saved.
     *
     * @throws IllegalStateException if one is running
     */
    public void start() {
        if (running) {
            throw new IllegalStateException(name() + " is running already");
        }
        List<RememberedHost> remembered = HostMemory.parse(saved);
        newProcess(random.nextLong());
        arrivals.clear();
        engine = new MonitorEngine(settings, remembered, untold::add, this.questions, moment());
        rounds = new MonitorRounds(engine, moment());
        running = true;
        listener.onStart(remembered.stream().map(RememberedHost::snapshot).toList());
    }

    /**
     * Ends the process as kill -9 or a power failure does: what it learned since it last saved its hosts is lost. A monitor saves
     * them at every change, and every half minute.
     */
    public void kill() {
        running = false;
        untold.clear();
    }

    /** Closes the monitor and starts it again at once. */
    public void restart() {
        close();
        start();
    }

    /** Saves the hosts and ends the process; its last {@link #hosts} and {@link #reception} can still be asked for. */
    @Override
    public void close() {
        if (running) {
            running = false;
            save();
        }
    }

    /**
     * Takes away the machine's network interface, as pulling the cable does: nothing arrives, and the monitor can see why. To let it
     * hear nothing without seeing why, {@linkplain SimulatedNetwork#cut cut} it off.
     */
    public void unplug() {
        unplugged = true;
    }

    /** Gives the network interface back. */
    public void plug() {
        unplugged = false;
    }

    @Override
    public List<HostSnapshot> hosts() {
        return engine.hosts();
    }

    @Override
    public boolean forget(String host) {
        boolean known = engine.forget(host);
        planNow();
        return known;
    }

    @Override
    public List<KeyUse> rotationStatus() {
        return engine.rotationStatus();
    }

    /** Which keys its next process holds. */
    void holds(GroupKey... keys) {
        settings = new MonitorSettings(
                settings.name(),
                new KeyRing(List.of(keys)),
                settings.target(),
                settings.maxHosts(),
                settings.ignoredProcess(),
                settings.legacySecret(),
                settings.denied(),
                settings.ownSide(),
                settings.interfaces());
    }

    @Override
    public Reception reception() {
        return engine.reception();
    }

    /** A datagram has come over the network; one that finds the buffer full is lost. */
    void arrive(byte[] datagram, InetAddress from) {
        if (!running || asleep() || unplugged) {
            return;
        }
        if (arrivals.size() == MOST_WAITING) {
            dropped++;
            return;
        }
        arrivals.add(new Arrival(ByteBuffer.wrap(datagram), from));
        if (!stopped()) {
            run();
        }
    }

    @Override
    void run() {
        if (!running) {
            return;
        }
        rounds.begin(moment());
        for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
            engine.receive(next.datagram, new InetSocketAddress(next.from, PORT), moment());
        }
        plan(rounds.judge(moment()));
        if (rounds.savingIsDue(moment())) {
            save();
        }
        for (HeartbeatEvent next = untold.poll(); next != null; next = untold.poll()) {
            listener.onEvent(next);
        }
    }

    private void save() {
        List<String> table = HostMemory.lines(rounds.takeTable(moment()));
        if (remembers) {
            saved = table;
        }
    }
}
