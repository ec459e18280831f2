package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.event.Evidence;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.internal.monitor.HostMemory;
import io.heartbeat.internal.monitor.Learnt;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A monitor and its notifications believe the same, whatever a crash has left behind. */
class NotifiedMonitorTest {
    @TempDir
    private Path directory;

    @Test
    void aHostThatPeopleBelieveToBeDownIsDownThoughTheTableWasNotWrittenAnyMore() throws Exception {
        remember("nas", "web");
        NotificationsConfig notifications = NotificationsConfig.builder()
                .discovery(false)
                .notifier("phone", (notification, attempt) -> Outcome.delivered())
                .build();
        try (Notifications before = Notifications.start(notifications.within(directory))) {
            before.onEvent(flatlined("nas"));
        }

        MonitorConfig config = MonitorConfig.builder()
                .secret(Secret.generate())
                .bind("127.0.0.1")
                .port(freePort())
                .stateDirectory(directory)
                .notifications(notifications)
                .build();
        try (Monitor monitor = Monitor.start(config, event -> {})) {
            assertThat(monitor.hosts())
                    .extracting(HostSnapshot::host, HostSnapshot::state)
                    .containsExactly(tuple("nas", HostState.FLATLINED), tuple("web", HostState.ALIVE));
        }
    }

    private void remember(String... names) throws IOException {
        long now = System.currentTimeMillis();
        List<RememberedHost> hosts = List.of(names).stream()
                .map(name -> new RememberedHost(
                        name,
                        HostState.ALIVE,
                        now,
                        now,
                        now,
                        60_000,
                        "192.0.2.1",
                        0,
                        null,
                        Learnt.nothing(),
                        null,
                        null,
                        List.of()))
                .toList();
        try (StateDirectory state = StateDirectory.open(directory)) {
            state.file("hosts").write(HostMemory.lines(hosts));
        }
    }

    private static HostFlatlined flatlined(String host) {
        Evidence evidence = new Evidence(
                5,
                Duration.ofSeconds(2),
                0,
                true,
                Duration.ZERO,
                Duration.ofSeconds(10),
                0,
                Duration.ZERO,
                "192.0.2.7",
                List.of(),
                List.of());
        return new HostFlatlined("f1", host, Instant.now(), Instant.now(), Duration.ofSeconds(10), evidence);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }
}
