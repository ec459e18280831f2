package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.DetectionQuality;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoggedListenerTest {

    @Test
    void countsTheRememberedHostsByState() {
        assertThat(text()).isEqualTo("Remembering no hosts");
        assertThat(text(HostState.DEPARTED)).isEqualTo("Remembering 1 host: 1 departed");
        assertThat(text(HostState.FLATLINED, HostState.ALIVE, HostState.ALIVE))
                .isEqualTo("Remembering 3 hosts: 2 alive, 1 flatlined");
    }

    private static String text(HostState... states) {
        List<HostSnapshot> hosts = Stream.of(states)
                .map(state -> new HostSnapshot(
                        "nas",
                        state,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Duration.ofSeconds(2),
                        "192.0.2.7",
                        0,
                        true,
                        List.of(),
                        new DetectionQuality(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        List.of(),
                        ""))
                .toList();
        return LoggedListener.text(hosts);
    }
}
