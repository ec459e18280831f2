package io.heartbeat.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlappingTest {
    private static final Duration AWAY = ofMinutes(2);
    private static final Duration CALM = ofMinutes(10);
    private static final Duration A_WHILE = ofMinutes(3);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(42);
    private final RecordedEvents events = new RecordedEvents();
    private SimulatedMonitor watcher;
    private SimulatedHost nas;

    @BeforeEach
    void aHostThatLivesBesideOthers() {
        watcher = network.monitor("watcher", events);
        nas = network.host("nas");
        network.host("pi");
        network.host("web");
        network.advance(ofMinutes(5));
        events.clear();
    }

    @Test
    void theThirdFlatlineWithinAnHourIsToldAsFlappingAndNothingElseUntilItStays() {
        goes(10);

        assertThat(told().types())
                .containsExactly(
                        "HOST_FLATLINED", "HOST_RECOVERED", "HOST_FLATLINED", "HOST_RECOVERED", "HOST_FLAPPING");
        HostFlapping flapping = events.ofType(HostFlapping.class).get(0);
        assertThat(flapping.flatlines()).isEqualTo(3);
        assertThat(flapping.within()).isCloseTo(AWAY.plus(A_WHILE).multipliedBy(2), ofSeconds(3));
        assertThat(flapping.summary())
                .matches("nas comes and goes: flatlined 3 times in .* min.*; more is told once it stays up or down");
        assertThat(nas().state()).isEqualTo(HostState.FLAPPING);
        assertThat(nas().since()).isEqualTo(flapping.at());
        assertThat(watcher.hosts()).extracting(HostSnapshot::state).containsOnlyOnce(HostState.FLAPPING);
    }

    @Test
    void onceItHasStayedUpForTenMinutesItHasRecovered() {
        goes(5);
        Instant up = network.now().minus(A_WHILE);
        events.clear();
        network.advance(ofMinutes(30));

        assertThat(told().types()).containsExactly("HOST_RECOVERED");
        HostRecovered recovered = events.ofType(HostRecovered.class).get(0);
        assertThat(recovered.previous()).isEqualTo(HostState.FLAPPING);
        assertThat(recovered.at()).isBetween(up.plus(CALM), up.plus(CALM).plusSeconds(3));
        assertThat(recovered.summary()).matches("nas stays up again, after it came and went for 11 min \\d+ s");
        assertThat(nas().state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void onceItHasStayedDownForTenMinutesItHasFlatlinedWithItsEvidence() {
        goes(5);
        events.clear();
        network.cut(nas);
        Instant died = network.now();
        network.advance(ofMinutes(30));

        assertThat(told().types()).containsExactly("HOST_FLATLINED");
        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.at()).isBetween(died.plus(CALM), died.plus(CALM).plusSeconds(15));
        assertThat(flatlined.silence()).isBetween(CALM, CALM.plusSeconds(15));
        assertThat(flatlined.evidence().beatsMissed()).isGreaterThan(200);
        assertThat(nas().state()).isEqualTo(HostState.FLATLINED);

        network.heal(nas);
        network.advance(ofMinutes(1));
        assertThat(told().types()).containsExactly("HOST_FLATLINED", "HOST_RECOVERED");
    }

    @Test
    void aHostThatStayedIsToldAtOnceTheNextTime() {
        goes(5);
        network.advance(ofMinutes(30));
        events.clear();
        goes(2);

        assertThat(told().types())
                .containsExactly("HOST_FLATLINED", "HOST_RECOVERED", "HOST_FLATLINED", "HOST_RECOVERED");
    }

    @Test
    void flatlinesFurtherApartAreEachTold() {
        for (int i = 0; i < 6; i++) {
            goes(1);
            network.advance(ofMinutes(29));
        }

        assertThat(events.ofType(HostFlapping.class)).isEmpty();
        assertThat(events.ofType(HostFlatlined.class)).hasSize(6);
        assertThat(events.ofType(HostRecovered.class)).hasSize(6);
    }

    @Test
    void restartsAndLatenessAreNotToldEither() {
        goes(3);
        events.clear();
        nas.restart();
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(AWAY);
        nas.start();
        network.advance(ofMinutes(1));

        assertThat(events.about("nas").events()).isEmpty();
    }

    @Test
    void aHostThatDepartsIsToldToAndFlapsNoMore() {
        goes(3);
        events.clear();
        nas.close();
        network.advance(ofMinutes(30));
        nas.start();
        network.advance(ofMinutes(30));

        assertThat(told().types()).containsExactly("HOST_DEPARTED", "HOST_RECOVERED");
        assertThat(events.ofType(HostRecovered.class).get(0).previous()).isEqualTo(HostState.DEPARTED);
    }

    @Test
    void aRestartedMonitorTellsTheEndAndNothingTwice() {
        goes(3);
        events.clear();
        watcher.restart();
        assertThat(events.remembered()).extracting(HostSnapshot::state).contains(HostState.FLAPPING);
        goes(1);
        watcher.kill();
        watcher.start();
        network.advance(ofMinutes(5));
        assertThat(told().events()).isEmpty();

        network.advance(ofMinutes(6));
        assertThat(told().types()).containsExactly("HOST_RECOVERED");
        assertThat(events.ofType(HostRecovered.class).get(0).downtime()).isBetween(ofMinutes(6), ofMinutes(8));
    }

    @Test
    void aMonitorThatWasAwayDoesNotSayThatTheHostStayedUp() {
        goes(3);
        watcher.close();
        network.cut(nas);
        network.advance(ofMinutes(60));
        events.clear();
        watcher.start();
        network.advance(ofMinutes(30));

        assertThat(told().types()).containsExactly("HOST_FLATLINED");
    }

    @Test
    void aDeadHostIsToldDeadByARestartedMonitor() {
        goes(3);
        network.cut(nas);
        network.advance(ofMinutes(5));
        events.clear();
        watcher.restart();
        Instant restarted = network.now();
        network.advance(ofMinutes(30));

        assertThat(told().types()).containsExactly("HOST_FLATLINED");
        assertThat(events.ofType(HostFlatlined.class).get(0).at())
                .isBetween(restarted.plus(ofMinutes(4)), restarted.plus(ofMinutes(6)));
    }

    @Test
    void flatlinesBeforeARestartOfTheMonitorCount() {
        goes(2);
        watcher.restart();
        events.clear();
        goes(1);

        assertThat(told().types()).containsExactly("HOST_FLAPPING");
    }

    @Test
    void anIsolatedMonitorDoesNotSayThatTheHostIsDead() {
        goes(2);
        network.cut(nas);
        network.advance(ofMinutes(5));
        events.clear();
        watcher.unplug();
        network.advance(ofMinutes(30));
        assertThat(told().events()).isEmpty();
        network.heal(nas);
        watcher.plug();
        network.advance(ofMinutes(5));

        assertThat(told().events()).isEmpty();
        assertThat(nas().state()).isEqualTo(HostState.FLAPPING);
    }

    private void goes(int times) {
        for (int i = 0; i < times; i++) {
            network.cut(nas);
            network.advance(AWAY);
            network.heal(nas);
            network.advance(A_WHILE);
        }
    }

    private RecordedEvents told() {
        return events.about("nas").without(HostLate.class);
    }

    private HostSnapshot nas() {
        return watcher.hosts().get(0);
    }
}
