package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.KeyUse;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.wire.GroupKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A secret is replaced without a gap, and whoever is behind is named. */
class RotationTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(7);
    private final RecordedEvents events = new RecordedEvents();
    private final GroupKey old = network.key();
    private final GroupKey next = SimulatedNetwork.key("next");
    private final SimulatedMonitor monitor = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");
    private final SimulatedHost web = network.host("web");

    @Test
    void nobodyIsMissedWhileASecretIsAddedPromotedAndRetired() {
        run(300);
        monitor.holds(old, next);
        monitor.restart();
        for (SimulatedHost host : List.of(nas, web)) {
            run(60);
            holds(host, old, next);
        }
        run(60);
        monitor.holds(next, old);
        monitor.restart();
        for (SimulatedHost host : List.of(nas, web)) {
            run(60);
            holds(host, next, old);
        }
        run(60);
        monitor.holds(next);
        monitor.restart();
        for (SimulatedHost host : List.of(nas, web)) {
            run(60);
            host.holds(next.hostKey(host.name(), 0));
            host.restart();
        }
        run(300);

        assertThat(events.types())
                .containsOnly("HOST_DISCOVERED", "HOST_RESTARTED")
                .filteredOn("HOST_DISCOVERED"::equals)
                .hasSize(2);
        assertThat(monitor.hosts()).extracting(HostSnapshot::state).containsOnly(HostState.ALIVE);
        assertThat(monitor.rotationStatus()).containsExactly(new KeyUse(id(next), List.of("nas", "web"), List.of()));
    }

    @Test
    void statusNamesWhoDoesNotHoldTheNewSecretYetAndWhoStillBeatsUnderTheOld() {
        monitor.holds(old, next);
        monitor.restart();
        run(10);
        assertThat(monitor.rotationStatus())
                .containsExactly(
                        new KeyUse(id(old), List.of("nas", "web"), List.of()),
                        new KeyUse(id(next), List.of(), List.of("nas", "web")));

        holds(nas, old, next);
        run(10);
        assertThat(monitor.rotationStatus()).element(1).isEqualTo(new KeyUse(id(next), List.of(), List.of("web")));

        holds(nas, next, old);
        holds(web, old, next);
        run(10);
        assertThat(monitor.rotationStatus())
                .containsExactly(
                        new KeyUse(id(old), List.of("web"), List.of()),
                        new KeyUse(id(next), List.of("nas"), List.of()));
    }

    @Test
    void statusOutlivesTheMonitorAndCountsTheDead() {
        monitor.holds(old, next);
        monitor.restart();
        holds(nas, old, next);
        run(120);
        nas.kill();
        run(120);
        monitor.restart();

        assertThat(monitor.rotationStatus())
                .containsExactly(
                        new KeyUse(id(old), List.of("nas", "web"), List.of()),
                        new KeyUse(id(next), List.of(), List.of("web")));
    }

    @Test
    void aHostThatSleptThroughARotationIsReportedByName() {
        run(120);
        nas.suspend();
        run(120);
        retireTheOldSecret();
        run(120);
        nas.resume();
        run(60);

        assertThat(rejections()).singleElement().satisfies(event -> {
            assertThat(event.host()).isEqualTo("nas");
            assertThat(event.reason()).isEqualTo(Rejection.OUTDATED_KEY);
            assertThat(event.summary()).contains("nas", "a secret that was retired", "give it the present one");
        });
        assertThat(monitor.reception().rejected(Rejection.OUTDATED_KEY)).isGreaterThan(20);
        assertThat(state("nas")).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void onceItHasThePresentSecretItIsBack() {
        aHostThatSleptThroughARotationIsReportedByName();
        nas.holds(next.hostKey("nas", 0));
        nas.restart();
        run(30);

        assertThat(state("nas")).isEqualTo(HostState.ALIVE);
    }

    @Test
    void recordingsFromBeforeTheRotationOfAHostThatLivesOnAreACountAndNoReport() {
        Attacker attacker = network.attacker();
        run(120);
        List<RecordedDatagram> recorded = attacker.recording();
        retireTheOldSecret();
        nas.holds(next.hostKey("nas", 0));
        nas.restart();
        run(60);
        attacker.replay(recorded);
        run(60);

        assertThat(rejections()).isEmpty();
        assertThat(monitor.reception().rejected(Rejection.UNKNOWN_KEY)).isPositive();
        assertThat(state("nas")).isEqualTo(HostState.ALIVE);
    }

    @Test
    void aStrangerIsNobodyThatSleptThroughARotation() {
        run(60);
        retireTheOldSecret();
        network.stranger("nas");
        web.kill();
        nas.kill();
        run(300);

        assertThat(rejections()).isEmpty();
        assertThat(monitor.reception().rejected(Rejection.OUTDATED_KEY)).isZero();
    }

    private void retireTheOldSecret() {
        monitor.holds(next);
        monitor.restart();
        web.holds(next.hostKey("web", 0));
        web.restart();
    }

    private static void holds(SimulatedHost host, GroupKey first, GroupKey second) {
        host.holds(first.hostKey(host.name(), 0), second.id());
        host.restart();
    }

    private List<BeatRejected> rejections() {
        return events.ofType(BeatRejected.class);
    }

    private HostState state(String name) {
        return monitor.hosts().stream()
                .filter(host -> host.host().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static String id(GroupKey key) {
        return "%08x".formatted(key.id());
    }

    private void run(int seconds) {
        network.advance(Duration.ofSeconds(seconds));
    }
}
