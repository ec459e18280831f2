package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host that has a token and not the secret: as good as any other, until it is denied. */
class HostTokenTest {
    private static final int TOKEN = 0x9f3c21ab;

    private final SimulatedNetwork network = SimulatedNetwork.seeded(11);
    private final RecordedEvents events = new RecordedEvents();

    @Test
    void itIsWatchedLikeAnyOther() {
        SimulatedMonitor monitor = network.monitor("watcher", events);
        SimulatedHost laptop = laptop(TOKEN);
        run(300);
        assertThat(monitor.hosts())
                .extracting(HostSnapshot::host, HostSnapshot::token)
                .containsExactly(tuple("laptop", "9f3c21ab"));

        laptop.kill();
        run(15);
        laptop.start();
        run(15);

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
    }

    @Test
    void itAnswersTheMonitorThatMissesIt() {
        network.loss(0.3);
        network.monitor("watcher", events);
        laptop(TOKEN);
        network.host("nas");
        run(3_600);

        assertThat(events.types()).doesNotContain("HOST_FLATLINED");
    }

    @Test
    void aDeniedTokenIsReportedOnceAndKeepsNobodyAlive() {
        SimulatedMonitor monitor = denying("9f3c21ab");
        laptop(TOKEN);
        run(3_600);

        assertThat(monitor.hosts()).isEmpty();
        assertThat(events.events()).singleElement().isInstanceOfSatisfying(BeatRejected.class, event -> {
            assertThat(event.host()).isEqualTo("laptop");
            assertThat(event.reason()).isEqualTo(Rejection.DENIED);
        });
        assertThat(monitor.reception().rejected(Rejection.DENIED)).isGreaterThan(1_000);
    }

    @Test
    void anotherTokenOfTheSameHostIsNotDenied() {
        SimulatedMonitor monitor = denying("9F3C21AB");
        laptop(TOKEN + 1);
        laptop(TOKEN);
        run(300);

        assertThat(monitor.hosts())
                .singleElement()
                .extracting(HostSnapshot::state, HostSnapshot::token)
                .containsExactly(HostState.ALIVE, "9f3c21ac");
        assertThat(events.types()).containsExactlyInAnyOrder("HOST_DISCOVERED", "BEAT_REJECTED");
    }

    @Test
    void aThiefWhoseTokenIsDeniedRaisesNoDeadHostAndEndsNoSilence() {
        SimulatedMonitor monitor = denying("9f3c21ab");
        SimulatedHost rightful = laptop(TOKEN + 1);
        run(300);
        rightful.kill();
        laptop(TOKEN);
        run(300);

        assertThat(monitor.hosts()).extracting(HostSnapshot::state).containsExactly(HostState.FLATLINED);
    }

    @Test
    void aDeniedNameIsDeniedWhateverProvesIt() {
        SimulatedMonitor monitor = denying("laptop", "attic");
        laptop(TOKEN);
        network.host("attic");
        network.host("nas");
        run(300);

        assertThat(monitor.hosts()).extracting(HostSnapshot::host).containsExactly("nas");
        assertThat(events.types()).containsExactlyInAnyOrder("BEAT_REJECTED", "BEAT_REJECTED", "HOST_DISCOVERED");
    }

    private SimulatedHost laptop(int token) {
        SimulatedHost laptop = network.host("laptop");
        laptop.holds(network.key().hostKey("laptop", token));
        laptop.restart();
        return laptop;
    }

    private SimulatedMonitor denying(String... denied) {
        return network.monitor(
                "watcher",
                MonitorConfig.builder().secret(Secret.generate()).deny(denied).build(),
                events);
    }

    private void run(int seconds) {
        network.advance(Duration.ofSeconds(seconds));
    }
}
