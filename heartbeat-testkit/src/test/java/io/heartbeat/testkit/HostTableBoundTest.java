package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Rejection;
import org.junit.jupiter.api.Test;

/** More hosts than the monitor may watch cost those that it watches nothing. */
class HostTableBoundTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(2);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor(
            "watcher",
            MonitorConfig.builder().secret(Secret.generate()).maxHosts(2).build(),
            events);
    private final SimulatedHost first = network.host("first");
    private final SimulatedHost second = network.host("second");

    @Test
    void aHostTooManyIsToldOnceInTenMinutes() {
        network.advance(ofMinutes(1));
        network.host("third");
        network.host("fourth");
        network.advance(ofMinutes(60));

        assertThat(events.ofType(BeatRejected.class))
                .hasSize(6)
                .allMatch(rejected -> rejected.reason() == Rejection.HOST_TABLE_FULL);
        assertThat(events.ofType(BeatRejected.class).get(0).summary()).contains("raise monitor.max-hosts");
        assertThat(watcher.reception().rejected(Rejection.HOST_TABLE_FULL)).isEqualTo(3_600);
    }

    @Test
    void thoseAlreadyWatchedStayWatched() {
        network.advance(ofMinutes(1));
        network.host("third");
        network.advance(ofMinutes(1));
        second.kill();
        network.advance(ofMinutes(1));

        assertThat(watcher.hosts()).extracting(HostSnapshot::host).containsExactly("first", "second");
        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactly("second");
        assertThat(first.running()).isTrue();
    }

    @Test
    void aForgottenHostMakesRoom() {
        network.advance(ofMinutes(1));
        network.host("third");
        network.advance(ofHours(1));
        second.kill();
        watcher.forget("second");
        network.advance(ofMinutes(1));

        assertThat(watcher.hosts()).extracting(HostSnapshot::host).containsExactly("first", "third");
    }
}
