package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Reception;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.monitor.EventDispatcher;
import io.heartbeat.internal.monitor.HostMemory;
import io.heartbeat.internal.monitor.MonitorEngine;
import io.heartbeat.internal.monitor.MonitorLoop;
import io.heartbeat.internal.monitor.MonitorSettings;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.monitor.StateWriter;
import io.heartbeat.internal.net.BeatReceiver;
import io.heartbeat.internal.net.Interfaces;
import io.heartbeat.internal.net.LocalHostName;
import io.heartbeat.internal.sender.ProcessId;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a monitor together from its configuration, and takes it apart in the right order. */
final class RunningMonitor implements Monitor {
    private static final Logger log = LoggerFactory.getLogger(Monitor.class);

    private final MonitorLoop loop;
    private final EventDispatcher dispatcher;
    private final @Nullable Memory memory;

    /** What a monitor with a state directory holds on to. */
    private record Memory(StateDirectory directory, StateWriter writer) {}

    private RunningMonitor(MonitorLoop loop, EventDispatcher dispatcher, @Nullable Memory memory) {
        this.loop = loop;
        this.dispatcher = dispatcher;
        this.memory = memory;
    }

    static Monitor start(MonitorConfig config, MonitorListener listener) {
        BeatReceiver receiver = open(config);
        try {
            return start(config, listener, receiver);
        } catch (RuntimeException | Error e) {
            receiver.close();
            throw e;
        }
    }

    private static Monitor start(MonitorConfig config, MonitorListener listener, BeatReceiver receiver) {
        List<RememberedHost> remembered = List.of();
        Memory memory = null;
        if (config.stateDirectory().isPresent()) {
            try {
                StateDirectory directory =
                        StateDirectory.open(config.stateDirectory().get());
                StateFile file = directory.file(HostMemory.FILE);
                remembered = recall(file);
                memory = new Memory(directory, new StateWriter(file::write));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        if (config.legacySecret().isPresent()) {
            log.warn("Legacy mode: plaintext beats of the 2014 tool count too; anyone on the network can forge them");
        }
        List<RememberedHost> known = remembered;
        List<HostSnapshot> greeting =
                known.stream().map(RememberedHost::snapshot).toList();
        EventDispatcher dispatcher = new EventDispatcher(() -> listener.onStart(greeting), listener::onEvent);
        MonitorLoop loop = new MonitorLoop(
                start -> engine(config, known, dispatcher, start),
                receiver,
                memory == null ? null : memory.writer,
                Clock.system());
        return new RunningMonitor(loop, dispatcher, memory);
    }

    private static BeatReceiver open(MonitorConfig config) {
        try {
            return BeatReceiver.open(config.parsedBinds(), config.port(), Clock.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static List<RememberedHost> recall(StateFile file) {
        Optional<List<String>> lines = file.read();
        try {
            return lines.map(HostMemory::parse).orElseGet(List::of);
        } catch (IllegalArgumentException e) {
            file.setAside(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static MonitorEngine engine(
            MonitorConfig config, List<RememberedHost> known, Consumer<HeartbeatEvent> events, Moment start) {
        KeyRing keys = new KeyRing(config.secrets().stream()
                .map(secret -> secret.key(config.group()))
                .toList());
        MonitorSettings settings = new MonitorSettings(
                LocalHostName.get(),
                keys,
                config.flatlineAfter().map(FailureDetector::fixed).orElseGet(FailureDetector::automatic),
                config.maxHosts(),
                config.includeOwn() ? 0 : ProcessId.get(),
                config.legacySecret().orElse(null),
                () -> Interfaces.present().ownAddresses());
        return new MonitorEngine(settings, known, events, start);
    }

    static List<HostSnapshot> remembered(MonitorConfig config) {
        if (config.stateDirectory().isEmpty()) {
            return List.of();
        }
        List<String> lines = StateFile.peek(config.stateDirectory().get(), HostMemory.FILE)
                .orElseGet(() -> HostMemory.lines(List.of()));
        return HostMemory.parse(lines).stream().map(RememberedHost::snapshot).toList();
    }

    @Override
    public List<HostSnapshot> hosts() {
        return loop.hosts();
    }

    @Override
    public boolean forget(String host) {
        return loop.forget(host);
    }

    @Override
    public Reception reception() {
        return loop.reception();
    }

    @Override
    public void close() {
        loop.close();
        if (memory != null) {
            memory.writer.close();
            memory.directory.close();
        }
        dispatcher.close();
    }
}
