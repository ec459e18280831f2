package io.heartbeat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.hardware.CheckTiming;
import io.heartbeat.internal.hardware.ComponentView;
import io.heartbeat.internal.hardware.EventOutlet;
import io.heartbeat.internal.hardware.HardwareEngine;
import io.heartbeat.internal.hardware.HardwareLoop;
import io.heartbeat.internal.hardware.HardwareState;
import io.heartbeat.internal.relay.EventDispatcher;
import io.heartbeat.internal.settings.DurationText;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.HardwareMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a hardware watch together from its configuration, and takes it apart in the right order. */
final class RunningHardwareWatch implements HardwareWatch {
    private static final Logger log = LoggerFactory.getLogger(HardwareWatch.class);
    private static final String DIRECTORY = "hardware";

    private final List<PluginStatus> plugins;
    private final HardwareLoop loop;
    private final EventDispatcher dispatcher;
    private final @Nullable HardwareState state;
    private final @Nullable Notifications own;

    private RunningHardwareWatch(
            List<PluginStatus> plugins,
            HardwareLoop loop,
            EventDispatcher dispatcher,
            @Nullable HardwareState state,
            @Nullable Notifications own) {
        this.plugins = plugins;
        this.loop = loop;
        this.dispatcher = dispatcher;
        this.state = state;
        this.own = own;
    }

    static HardwareWatch start(HardwareConfig config, HeartbeatListener listener, @Nullable Notifications shared) {
        Objects.requireNonNull(listener, "listener");
        Path directory =
                config.stateDirectory().map(path -> path.resolve(DIRECTORY)).orElse(null);
        Resolved<HardwareMonitor> resolved = config.resolve();
        HardwareState state = null;
        try {
            state = directory == null ? null : HardwareState.open(directory);
            HardwareEngine engine = engine(config, resolved, state);
            Notifications own =
                    shared == null ? Notifications.start(config.notifications().within(directory)) : null;
            EventDispatcher dispatcher = new EventDispatcher(() -> {}, listener::onEvent);
            HardwareLoop loop = new HardwareLoop(
                    engine,
                    monitors(resolved),
                    CheckTiming.every(config.interval()),
                    new Outlet(dispatcher, shared == null ? own : shared),
                    state,
                    Clock.system());
            announce(config, resolved);
            return new RunningHardwareWatch(resolved.statuses(), loop, dispatcher, state, own);
        } catch (IOException e) {
            giveUp(resolved, state);
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            giveUp(resolved, state);
            throw e;
        }
    }

    private static void announce(HardwareConfig config, Resolved<HardwareMonitor> resolved) {
        if (resolved.active().isEmpty()) {
            log.warn("There is no hardware monitor: nothing is watched. Add a plug-in, for example heartbeat-hw-smart");
        } else {
            log.info(
                    "{} watches its hardware every {}: {}",
                    config.name(),
                    DurationText.of(config.interval()),
                    resolved.names());
        }
    }

    private static HardwareEngine engine(
            HardwareConfig config, Resolved<HardwareMonitor> resolved, @Nullable HardwareState state) {
        HardwareEngine engine = new HardwareEngine(
                config.name(), monitors(resolved).keySet(), state == null ? List.of() : state.remembered());
        if (state == null) {
            engine.remembersNothing();
        }
        resolved.statuses().stream()
                .filter(status -> status.state() == PluginStatus.State.DISABLED)
                .forEach(status -> engine.retire(status.name()));
        for (String type : engine.unattended()) {
            log.warn(
                    "Nothing checks the components of {} any more; what is known of them stays as it is. Put its plug-in back,"
                            + " or set hardware.{}.enabled=off to forget them",
                    type,
                    type);
        }
        return engine;
    }

    private static Map<String, HardwareMonitor> monitors(Resolved<HardwareMonitor> resolved) {
        Map<String, HardwareMonitor> monitors = new LinkedHashMap<>();
        resolved.active().forEach(active -> monitors.put(active.name(), active.plugin()));
        return monitors;
    }

    private static void giveUp(Resolved<HardwareMonitor> resolved, @Nullable HardwareState state) {
        for (Active<HardwareMonitor> active : resolved.active()) {
            try {
                active.plugin().close();
            } catch (RuntimeException | LinkageError e) {
                log.warn("The hardware monitor {} failed to close", active.name(), e);
            }
        }
        if (state != null) {
            state.close();
        }
    }

    static List<ComponentSnapshot> checkOnce(HardwareConfig config) {
        Resolved<HardwareMonitor> resolved = config.resolve();
        HardwareEngine engine = engine(config, resolved, null);
        try (HardwareLoop loop = new HardwareLoop(
                engine, monitors(resolved), CheckTiming.once(), EventOutlet.NONE, null, Clock.system())) {
            loop.awaitFirstChecks();
            return snapshots(loop.findings());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static List<ComponentSnapshot> snapshots(List<ComponentView> views) {
        return views.stream()
                .map(view -> new ComponentSnapshot(
                        view.component(),
                        view.type(),
                        view.label(),
                        view.state(),
                        view.note(),
                        Instant.ofEpochMilli(view.checkedMillis()),
                        view.conditions(),
                        view.readings()))
                .toList();
    }

    @Override
    public List<ComponentSnapshot> components() {
        return snapshots(loop.components());
    }

    @Override
    public Optional<List<HardwareCondition>> conditions() {
        return Optional.ofNullable(loop.conditions());
    }

    @Override
    public boolean forget(String component) {
        return loop.forget(component);
    }

    @Override
    public List<PluginStatus> plugins() {
        return plugins;
    }

    @Override
    public void close() {
        loop.close();
        if (own != null) {
            own.close();
        }
        if (state != null) {
            state.close();
        }
        dispatcher.close();
    }
}
