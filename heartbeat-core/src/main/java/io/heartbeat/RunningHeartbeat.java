package io.heartbeat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.net.BeatSocket;
import io.heartbeat.internal.sender.Epochs;
import io.heartbeat.internal.sender.ProcessId;
import io.heartbeat.internal.sender.SenderEngine;
import io.heartbeat.internal.sender.SenderLoop;
import io.heartbeat.internal.sender.StoredEpochs;
import io.heartbeat.internal.settings.DurationText;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostKey;
import io.heartbeat.internal.wire.LegacyPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a sender together from its configuration. */
final class RunningHeartbeat implements Heartbeat {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final String name;
    private final SenderLoop loop;
    private final Thread farewell = new Thread(this::close, "heartbeat-farewell");

    private RunningHeartbeat(String name, SenderLoop loop) {
        this.name = name;
        this.loop = loop;
    }

    static Heartbeat start(HeartbeatConfig config, Supplier<? extends @Nullable List<HardwareCondition>> conditions) {
        Clock clock = Clock.system();
        BeatSocket socket;
        try {
            socket = BeatSocket.open(config.parsedTargets(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a socket to send beats from: " + e.getMessage(), e);
        }
        byte[] legacyPacket = config.legacySecret()
                .map(secret -> LegacyPacket.encode(secret, config.name()))
                .orElse(null);
        if (legacyPacket != null) {
            log.warn(
                    "Legacy mode: plaintext beats for monitors of 2014 are sent too; anyone on the network can read them");
        }
        SenderLoop loop = new SenderLoop(() -> engine(config, conditions, clock), legacyPacket, socket, clock);
        RunningHeartbeat running = new RunningHeartbeat(config.name(), loop);
        try {
            Runtime.getRuntime().addShutdownHook(running.farewell);
        } catch (IllegalStateException theJvmIsShuttingDown) {
            loop.close();
            throw theJvmIsShuttingDown;
        }
        log.info("{} beats every {}", config.name(), DurationText.of(config.interval()));
        return running;
    }

    private static SenderEngine engine(
            HeartbeatConfig config, Supplier<? extends @Nullable List<HardwareCondition>> conditions, Clock clock) {
        List<Secret> secrets = config.secrets();
        HostKey key = secrets.get(0).hostKey(config.name(), config.group());
        List<Integer> otherKeys = secrets.stream()
                .skip(1)
                .limit(HeldKeys.MOST_OTHERS)
                .map(secret -> secret.id(config.group()))
                .toList();
        Epochs epochs = config.stateDirectory()
                .<Epochs>map(directory -> new StoredEpochs(directory, config.name()))
                .orElseGet(Epochs::ofClock);
        return new SenderEngine(
                key,
                otherKeys,
                config.interval(),
                config.copies(),
                epochs,
                ProcessId.get(),
                conditions,
                RandomGenerator.getDefault(),
                Moment.now(clock));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void pause(Duration length) {
        loop.pause(length);
        log.info("{} is silent for {}, as announced", name, DurationText.of(length));
    }

    @Override
    public void resume() {
        loop.resume();
    }

    @Override
    public void close() {
        loop.close();
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException theJvmIsShuttingDown) {
            return;
        }
    }
}
