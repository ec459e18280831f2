package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Reception;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.monitor.MonitorEngine;
import io.heartbeat.internal.monitor.MonitorLoop;
import io.heartbeat.internal.monitor.MonitorSettings;
import io.heartbeat.internal.monitor.MonitorState;
import io.heartbeat.internal.monitor.OwnSide;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.monitor.Rotation;
import io.heartbeat.internal.net.BeatReceiver;
import io.heartbeat.internal.net.LastInterfaces;
import io.heartbeat.internal.net.LocalHostName;
import io.heartbeat.internal.notify.Beliefs;
import io.heartbeat.internal.relay.EventDispatcher;
import io.heartbeat.internal.sender.ProcessId;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a monitor together from its configuration, and takes it apart in the right order. */
final class RunningMonitor implements Monitor {
    private static final Logger log = LoggerFactory.getLogger(Monitor.class);

    private final MonitorLoop loop;
    private final EventDispatcher dispatcher;
    private final @Nullable MonitorState state;
    private final @Nullable Notifications own;
    private final @Nullable Beliefs beliefs;

    private RunningMonitor(
            MonitorLoop loop,
            EventDispatcher dispatcher,
            @Nullable MonitorState state,
            @Nullable Notifications own,
            @Nullable Beliefs beliefs) {
        this.loop = loop;
        this.dispatcher = dispatcher;
        this.state = state;
        this.own = own;
        this.beliefs = beliefs;
    }

    /** @param shared the notifications to use; null to start those of the configuration */
    static Monitor start(MonitorConfig config, MonitorListener listener, @Nullable Notifications shared) {
        Objects.requireNonNull(listener, "listener");
        BeatReceiver receiver = null;
        MonitorState state = null;
        Notifications own = null;
        try {
            receiver = BeatReceiver.open(config.parsedBinds(), config.port(), Clock.system());
            Path directory = config.stateDirectory().orElse(null);
            state = directory == null ? null : MonitorState.open(directory);
            own = shared == null ? Notifications.start(config.notifications().within(directory)) : null;
            return start(config, listener, receiver, state, own, shared == null ? own : shared);
        } catch (IOException | RuntimeException e) {
            if (receiver != null) {
                receiver.close();
            }
            if (state != null) {
                state.close();
            }
            if (own != null) {
                own.close();
            }
            throw e instanceof IOException io ? new UncheckedIOException(io.getMessage(), io) : (RuntimeException) e;
        }
    }

    private static Monitor start(
            MonitorConfig config,
            MonitorListener listener,
            BeatReceiver receiver,
            @Nullable MonitorState state,
            @Nullable Notifications own,
            @Nullable Notifications notifications) {
        if (config.legacySecret().isPresent()) {
            log.warn("Legacy mode: plaintext beats of the 2014 tool count too; anyone on the network can forge them");
        }
        List<RememberedHost> remembered =
                state == null ? List.of() : Recollection.of(state.remembered(), beliefs(notifications));
        List<HostSnapshot> greeting = snapshots(remembered);
        EventDispatcher dispatcher = new EventDispatcher(() -> listener.onStart(greeting), listener::onEvent);
        Outlet outlet = new Outlet(dispatcher, notifications);
        Clock clock = Clock.system();
        MonitorLoop loop = new MonitorLoop(
                () -> engine(config, remembered, outlet::accept, receiver, clock),
                receiver,
                state == null ? null : state.startWriter(outlet::awaitStored),
                clock);
        return new RunningMonitor(loop, dispatcher, state, own, beliefs(notifications));
    }

    private static @Nullable Beliefs beliefs(@Nullable Notifications notifications) {
        return notifications instanceof RunningNotifications running ? running.beliefs() : null;
    }

    private static MonitorEngine engine(
            MonitorConfig config,
            List<RememberedHost> remembered,
            Consumer<HeartbeatEvent> events,
            BeatReceiver receiver,
            Clock clock) {
        LastInterfaces interfaces = new LastInterfaces();
        MonitorSettings settings = new MonitorSettings(
                LocalHostName.get(),
                keyRing(config),
                target(config),
                config.maxHosts(),
                config.includeOwn() ? 0 : ProcessId.get(),
                config.legacySecret().orElse(null),
                config.denied(),
                OwnSide.of(receiver),
                () -> interfaces.present()::towards);
        return new MonitorEngine(settings, remembered, events, receiver::send, Moment.now(clock));
    }

    private static KeyRing keyRing(MonitorConfig config) {
        return new KeyRing(config.secrets().stream()
                .map(secret -> secret.key(config.group()))
                .toList());
    }

    private static DetectionTarget target(MonitorConfig config) {
        return config.flatlineAfter()
                .map(DetectionTarget::flatlineAfter)
                .orElseGet(() -> DetectionTarget.falseAlarms(config.falseAlarms()));
    }

    static List<HostSnapshot> remembered(Path stateDirectory) {
        try {
            return snapshots(MonitorState.peek(stateDirectory));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    static List<KeyUse> rotationStatus(MonitorConfig config) {
        return Rotation.status(
                keyRing(config),
                config.stateDirectory().map(RunningMonitor::remembered).orElseGet(List::of));
    }

    private static List<HostSnapshot> snapshots(List<RememberedHost> hosts) {
        return hosts.stream().map(RememberedHost::snapshot).toList();
    }

    @Override
    public List<HostSnapshot> hosts() {
        return loop.hosts();
    }

    @Override
    public boolean forget(String host) {
        boolean known = loop.forget(host);
        if (known && beliefs != null) {
            beliefs.forget(host);
        }
        return known;
    }

    @Override
    public List<KeyUse> rotationStatus() {
        return loop.rotationStatus();
    }

    @Override
    public Reception reception() {
        return loop.reception();
    }

    @Override
    public void close() {
        loop.close();
        if (state != null) {
            state.close();
        }
        dispatcher.close();
        if (own != null) {
            own.close();
        }
    }
}
