package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor tells of one host, from its first beat to its goodbye. */
class HostLifeTest {
    private static final Duration LONGEST_GAP = ofMillis(2_101);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(1);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");

    @Test
    void aHostIsDiscoveredByItsFirstBeatAndNeverAgain() {
        network.advance(ofSeconds(1));
        HostDiscovered discovered = events.ofType(HostDiscovered.class).get(0);
        assertThat(discovered.host()).isEqualTo("nas");
        assertThat(discovered.expectedGap().toMillis()).isBetween(2_000L, 2_101L);
        assertThat(discovered.verified()).isTrue();

        network.advance(ofHours(1));
        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(watcher.hosts()).singleElement().satisfies(host -> {
            assertThat(host.state()).isEqualTo(HostState.ALIVE);
            assertThat(host.address()).isEqualTo(discovered.address());
        });
    }

    @Test
    void aKilledHostIsLateAndThenFlatlinedOverTwoMissedBeats() {
        network.advance(ofHours(1));
        nas.kill();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
        HostLate late = events.ofType(HostLate.class).get(0);
        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        Duration gap = flatlined.evidence().expectedGap();
        assertThat(late.silence()).isBetween(gap, flatlined.silence());
        assertThat(flatlined.silence()).isBetween(times(gap, 2), times(gap, 2.2));
        assertThat(flatlined.evidence().allowedSilence()).isCloseTo(flatlined.silence(), ofMillis(1));
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 500, 1_000, 1_500, 1_999, 2_000})
    void deathIsToldWithinTheBoundThatWasStatedWhereverItStrikes(int millisAfterABeat) {
        network.advance(ofHours(1).plusMillis(millisAfterABeat));
        Duration bound = watcher.hosts().get(0).quality().detectionBound();
        Instant died = network.now();
        nas.kill();
        network.advance(ofMinutes(1));

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(bound).isLessThan(times(LONGEST_GAP, 2.2));
        assertThat(Duration.between(died, flatlined.at())).isLessThanOrEqualTo(bound.plus(times(LONGEST_GAP, 0.05)));
    }

    @Test
    void theAlarmCarriesItsEvidence() {
        network.advance(ofHours(1));
        nas.kill();
        network.advance(ofMinutes(1));

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.evidence().beatsMissed()).isEqualTo(2);
        assertThat(flatlined.evidence().solicitations()).isPositive();
        assertThat(flatlined.evidence().loss()).isZero();
        assertThat(flatlined.evidence().heardSinceStart()).isTrue();
        assertThat(Duration.between(flatlined.lastSeen(), flatlined.at())).isCloseTo(flatlined.silence(), ofMillis(1));
        assertThat(flatlined.lastSeen()).isCloseTo(watcher.hosts().get(0).lastSeen(), within(1, ChronoUnit.MILLIS));
        assertThat(flatlined.summary()).isEqualTo("nas flatlined: silent for 4.2 s, 2 beats missed");
    }

    @Test
    void theEvidenceTellsHowLossyTheNetworkWas() {
        network.loss(0.05);
        network.advance(ofHours(2));
        nas.kill();
        network.advance(ofMinutes(1));

        assertThat(events.ofType(HostFlatlined.class).get(0).evidence().loss()).isCloseTo(0.05, within(0.02));
    }

    @Test
    void aHostThatIsHeardAgainHasRecoveredAndItsDowntimeIsTold() {
        network.advance(ofMinutes(1));
        network.cut(nas);
        network.advance(ofMinutes(10));
        network.heal(nas);
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
        HostRecovered recovered = events.ofType(HostRecovered.class).get(0);
        assertThat(recovered.downtime()).isCloseTo(ofMinutes(10), ofSeconds(5));
        assertThat(recovered.previous()).isEqualTo(HostState.FLATLINED);
        assertThat(recovered.restarted()).isFalse();
    }

    @Test
    void aHostThatComesBackAsANewProcessHasRecoveredByRestarting() {
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(ofMinutes(1));
        nas.start();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
        assertThat(events.ofType(HostRecovered.class).get(0).restarted()).isTrue();
    }

    @Test
    void aRestartIsToldEvenIfTheHostCameBackBeforeAnybodyMissedIt() {
        network.advance(ofMinutes(1));
        nas.restart();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
        assertThat(events.ofType(HostRestarted.class).get(0).gap()).isLessThan(LONGEST_GAP);
    }

    @Test
    void aRestartWithinTheFirstSecondIsToldToo() {
        network.advance(ofMillis(10));
        nas.restart();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
    }

    @Test
    void aLateHostThatComesBackIsOnlyToldToHaveRestarted() {
        network.advance(ofMinutes(1));
        nas.kill();
        while (events.ofType(HostLate.class).isEmpty()) {
            network.advance(ofMillis(100));
        }
        nas.start();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_RESTARTED");
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void everyDeathOfAHostThatKeepsDyingIsToldAsAnOccurrenceOfItsOwn() {
        for (int i = 0; i < 5; i++) {
            network.advance(ofMinutes(40));
            nas.kill();
            network.advance(ofMinutes(1));
            nas.start();
        }

        assertThat(events.ofType(HostFlatlined.class)).hasSize(5);
        assertThat(events.events()).extracting(event -> event.id()).doesNotHaveDuplicates();
    }

    @Test
    void aHungProcessIsAsSilentAsADeadOneAndRecoversWithoutABurst() {
        network.advance(ofMinutes(1));
        nas.freeze();
        network.advance(ofMinutes(5));
        Attacker listener = network.attacker();
        nas.thaw();
        network.advance(ofSeconds(1));

        assertThat(listener.recording()).hasSizeBetween(1, 2);
        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
        assertThat(events.ofType(HostRecovered.class).get(0).restarted()).isFalse();
    }

    @Test
    void aMachineThatSleptHasRecoveredButNotRestarted() {
        network.advance(ofMinutes(1));
        nas.suspend();
        network.advance(ofHours(8));
        nas.resume();
        network.advance(ofHours(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
        assertThat(events.ofType(HostRecovered.class).get(0).restarted()).isFalse();
    }

    @Test
    void aMachineThatNapsAgainAndAgainIsNoNews() {
        for (int i = 0; i < 100; i++) {
            network.advance(ofSeconds(30));
            nas.suspend();
            network.advance(ofMillis(1_900));
            nas.resume();
        }

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_DISCOVERED");
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void aHostThatSaidGoodbyeHasDepartedAndIsNotMissed() {
        network.advance(ofMinutes(1));
        nas.close();
        network.advance(ofHours(24));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_DEPARTED");
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.DEPARTED);
    }

    @Test
    void aDepartedHostThatComesBackHasRecovered() {
        network.advance(ofMinutes(1));
        nas.close();
        network.advance(ofHours(1));
        nas.start();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_DEPARTED", "HOST_RECOVERED");
        HostRecovered recovered = events.ofType(HostRecovered.class).get(0);
        assertThat(recovered.previous()).isEqualTo(HostState.DEPARTED);
        assertThat(recovered.restarted()).isTrue();
        assertThat(recovered.downtime()).isCloseTo(ofHours(1), ofSeconds(3));
    }

    @Test
    void goodbyeIsSentThreeTimes() {
        network.advance(ofMinutes(1));
        Attacker listener = network.attacker();
        nas.close();

        assertThat(listener.recording()).hasSize(3);
    }

    @Test
    void aHostWhoseGoodbyeIsLostHasFlatlined() {
        network.advance(ofMinutes(1));
        network.cut(nas);
        nas.close();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
    }

    @Test
    void aGoodbyeAfterTheAlarmTurnsADeathIntoADeparture() {
        network.advance(ofMinutes(1));
        nas.freeze();
        network.advance(ofMinutes(1));
        nas.close();
        nas.thaw();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_DEPARTED");
    }

    @Test
    void aMachineThatWakesUpOnlyToBeShutDownHasDeparted() {
        network.advance(ofMinutes(1));
        nas.suspend();
        network.advance(ofHours(8));
        nas.close();
        nas.resume();
        network.advance(ofMinutes(1));

        assertThat(events.ofType(HostDeparted.class)).hasSize(1);
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.DEPARTED);
    }

    @Test
    void aGoodbyeThatOvertookTheLastBeatStillHolds() {
        network.advance(ofMinutes(1));
        network.delay(ofMillis(0), ofMillis(1_500));
        nas.close();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_DEPARTED");
    }

    @Test
    void aGoodbyeFromAHostNeverHeardIsNoDiscovery() {
        SimulatedHost ghost = network.host("ghost");
        network.cut(ghost);
        network.advance(ofSeconds(5));
        network.heal(ghost);
        ghost.close();
        network.advance(ofSeconds(1));

        assertThat(events.about("ghost").events()).isEmpty();
    }

    @Test
    void aForgottenHostIsNotMissedAndIsNewWhenItIsHeardAgain() {
        network.advance(ofMinutes(1));
        nas.kill();
        assertThat(watcher.forget("nas")).isTrue();
        assertThat(watcher.forget("nas")).isFalse();
        network.advance(ofHours(1));
        assertThat(watcher.hosts()).isEmpty();
        assertThat(events.types()).containsExactly("HOST_DISCOVERED");

        nas.start();
        network.advance(ofMinutes(1));
        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_DISCOVERED");
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
