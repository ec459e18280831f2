package io.heartbeat.testkit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.HostState;
import io.heartbeat.event.IdentityConflict;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two living machines of one name are told as such, once, and are not mistaken for one that restarts all the time. */
class IdentityConflictTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(11);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost first = network.host("web");

    @Test
    void aSecondMachineOfTheSameNameIsToldOnce() {
        SimulatedHost second = secondMachine();
        network.advance(ofHours(2));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED", "IDENTITY_CONFLICT");
        IdentityConflict conflict = events.ofType(IdentityConflict.class).get(0);
        assertThat(conflict.address()).isEqualTo(second.address.getHostAddress());
        assertThat(conflict.otherAddress()).isEqualTo(first.address.getHostAddress());
        assertThat(watcher.hosts().get(0).address()).isEqualTo(conflict.address());
    }

    @Test
    void aConflictThatBeginsAnewIsToldAnew() {
        secondMachine();
        network.advance(ofHours(1));
        network.cut(first);
        network.advance(ofHours(1));
        network.heal(first);
        network.advance(ofHours(1));

        assertThat(events.ofType(IdentityConflict.class)).hasSize(2);
    }

    @Test
    void onlyTheNewerMachineIsWatched() {
        SimulatedHost second = secondMachine();
        network.advance(ofHours(1));
        second.kill();
        network.advance(ofMinutes(1));

        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
        assertThat(events.ofType(BeatRejected.class))
                .extracting(BeatRejected::reason)
                .containsExactly(Rejection.STALE_SESSION);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void oneThatLivesOnTakesThePlaceOfOneThatSaidGoodbye(boolean monitorRestarts) {
        SimulatedHost second = secondMachine();
        network.advance(ofMinutes(1));
        second.close();
        if (monitorRestarts) {
            network.advance(ofMillis(100));
            watcher.restart();
        }
        network.advance(ofMinutes(1));
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);

        first.kill();
        network.advance(ofMinutes(1));

        assertThat(events.types())
                .containsSubsequence("HOST_DEPARTED", "HOST_RECOVERED", "HOST_LATE", "HOST_FLATLINED");
    }

    @Test
    void aMachineHeardOnlyOnceTheOtherFellSilentIsNoConflict() {
        SimulatedHost quick = network.host("db", ofMillis(200));
        network.advance(ofMinutes(1));
        network.cut(quick);
        SimulatedHost second = network.host("db");
        network.advance(ofMinutes(1));
        second.kill();
        network.heal(quick);
        network.advance(ofMinutes(1));

        assertThat(events.ofType(IdentityConflict.class)).isEmpty();
        assertThat(events.types()).endsWith("HOST_LATE", "HOST_RESTARTED");
    }

    @Test
    void aMachineReplacedByAnotherOfItsNameHasRestarted() {
        network.advance(ofMinutes(1));
        first.kill();
        network.host("web");
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
    }

    @Test
    void aHostThatRestartsAgainAndAgainIsNoConflict() {
        network.delay(ofSeconds(0), ofSeconds(3));
        for (int i = 0; i < 100; i++) {
            network.advance(ofSeconds(5));
            first.restart();
        }

        assertThat(events.ofType(IdentityConflict.class)).isEmpty();
    }

    /** Neither knows that it slept, so both go on in one session; the one that is behind seems to repeat what the other has said. */
    @ParameterizedTest
    @CsvSource({"PT0S", "PT5S", "PT1H"})
    void aVirtualMachineResumedTwiceFromOneSnapshotIsToldOnce(Duration behind) {
        network.advance(ofMinutes(1).plusMillis(700));
        SimulatedHost copy = network.copy(first);
        copy.stop();
        network.advance(behind);
        copy.resume();
        network.advance(ofHours(2));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "IDENTITY_CONFLICT");
        assertThat(addresses(events.ofType(IdentityConflict.class).get(0))).containsExactlyInAnyOrder(first, copy);
    }

    @Test
    void aVirtualMachineResumedTwiceWithTheRightTimeIsToldOnce() {
        network.advance(ofMinutes(1));
        SimulatedHost copy = network.copy(first);
        first.suspend();
        copy.suspend();
        network.advance(ofHours(1));
        first.resume();
        network.advance(ofMillis(700));
        copy.resume();
        network.advance(ofHours(2));

        assertThat(events.types())
                .containsExactly(
                        "HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED", "IDENTITY_CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT0S, false", "-P20000D, true", "-P20000D, false"})
    void twoMachinesStartedInTheSameMillisecondAreToldOnce(Duration error, boolean answering) {
        SimulatedHost twin = network.host("web");
        for (SimulatedHost host : List.of(first, twin)) {
            host.answering(answering);
            host.setClock(error);
            host.restart();
        }
        network.advance(ofHours(2));

        assertThat(events.without(HostRestarted.class).types()).containsExactly("HOST_DISCOVERED", "IDENTITY_CONFLICT");
        assertThat(events.events()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void twoMachinesWithoutAClockAreToldOnce() {
        first.setClock(ofDays(-20_000));
        first.restart();
        SimulatedHost second = secondMachine();
        second.setClock(ofDays(-20_000).plusSeconds(5));
        second.restart();
        network.advance(ofHours(2));

        assertThat(events.ofType(IdentityConflict.class)).hasSize(1);
        assertThat(events.types()).doesNotContain("HOST_FLATLINED").hasSizeLessThanOrEqualTo(4);
    }

    /** It hears every beat twice, from two addresses of one machine. */
    @Test
    void aHostHeardOverTwoInterfacesIsNoConflictAndIsAskedAboutItOnceAMinuteAtMost() {
        Attacker secondInterface = network.attacker();
        for (int i = 0; i < 1_800; i++) {
            int before = secondInterface.recording().size();
            network.advance(ofSeconds(2));
            secondInterface.replay(secondInterface
                    .recording()
                    .subList(before, secondInterface.recording().size()));
        }

        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(secondInterface.questions()).hasSizeLessThan(90);
    }

    private List<SimulatedHost> addresses(IdentityConflict conflict) {
        return network.hosts().stream()
                .filter(host ->
                        List.of(conflict.address(), conflict.otherAddress()).contains(host.address.getHostAddress()))
                .toList();
    }

    private SimulatedHost secondMachine() {
        network.advance(ofMinutes(1));
        return network.host("web");
    }
}
