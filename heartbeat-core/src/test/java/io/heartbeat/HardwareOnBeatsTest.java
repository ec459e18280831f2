package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Severity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hardware watch knows travels through real sockets to a real monitor, and into its files. */
@Timeout(120)
class HardwareOnBeatsTest {
    private static final HardwareCondition PENDING = new HardwareCondition(
            "smart:wwn-5000c500a1b2c3d4",
            "WD Red — Büro",
            "disk.pending",
            Severity.WARNING,
            "8 sectors cannot be read",
            "",
            "pending sectors 8",
            Instant.parse("2026-11-22T10:00:00.123Z"));

    private final Secret secret = Secret.generate();
    private final BlockingQueue<HeartbeatEvent> events = new LinkedBlockingQueue<>();
    private final KnownHardware hardware = new KnownHardware();

    @TempDir
    Path state;

    @Test
    void aMonitorTellsOfItAndStillKnowsItAfterARestart() throws Exception {
        int port = freePort();
        HeartbeatConfig beating = HeartbeatConfig.builder()
                .secret(secret)
                .name("nas")
                .interval(Duration.ofMillis(100))
                .port(port)
                .targets("127.0.0.1")
                .build();
        MonitorConfig watching = MonitorConfig.builder()
                .secret(secret)
                .port(port)
                .includeOwn(true)
                .stateDirectory(state)
                .build();
        try (Heartbeat heartbeat = Heartbeat.start(beating, hardware)) {
            try (Monitor monitor = Monitor.start(watching, events::add)) {
                hardware.conditions = Optional.of(List.of(PENDING));

                assertThat(next(HardwareProblem.class).condition()).isEqualTo(PENDING);
                assertThat(monitor.hosts().get(0).conditions()).containsExactly(PENDING);
            }
            assertThat(Monitor.remembered(state))
                    .flatExtracting(HostSnapshot::conditions)
                    .containsExactly(PENDING);
            hardware.conditions = Optional.of(List.of());
            try (Monitor monitor = Monitor.start(watching, events::add)) {
                assertThat(next(HardwareRecovered.class).condition()).isEqualTo(PENDING);
                assertThat(monitor.hosts().get(0).conditions()).isEmpty();
            }
            assertThat(heartbeat.name()).isEqualTo("nas");
        }
    }

    private <E extends HeartbeatEvent> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            HeartbeatEvent event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("a %s in time", kind.getSimpleName()).isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static final class KnownHardware implements HardwareWatch {
        private volatile Optional<List<HardwareCondition>> conditions = Optional.empty();

        @Override
        public Optional<List<HardwareCondition>> conditions() {
            return conditions;
        }

        @Override
        public List<ComponentSnapshot> components() {
            return List.of();
        }

        @Override
        public boolean forget(String component) {
            return false;
        }

        @Override
        public List<PluginStatus> plugins() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
