package io.heartbeat.testkit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostState;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor knows after it was restarted or killed, and what happened meanwhile. */
class MonitorRestartTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(3);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final List<SimulatedHost> hosts =
            IntStream.range(0, 10).mapToObj(i -> network.host("host" + i)).toList();
    private final SimulatedHost nas = hosts.get(0);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30, 3_600})
    void aRestartOfTheMonitorIsNoNewsOfHostsThatLive(long secondsDown) {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.close();
        network.advance(ofSeconds(secondsDown));
        watcher.start();
        network.advance(ofMinutes(10));

        assertThat(events.events()).isEmpty();
        assertThat(events.remembered()).hasSize(10).allMatch(host -> host.state() == HostState.ALIVE);
    }

    @Test
    void aListenerIsToldTheHostsRememberedBeforeAnyEvent() {
        network.advance(ofMinutes(1));
        assertThat(events.remembered()).isEmpty();
        watcher.restart();

        assertThat(events.remembered())
                .hasSize(10)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("quality")
                .isEqualTo(watcher.hosts());
    }

    @Test
    void aHostThatDiedWhileTheMonitorWasDownIsToldAsExpectedButSilent() {
        network.advance(ofMinutes(1));
        watcher.close();
        nas.kill();
        network.advance(ofHours(1));
        watcher.start();
        network.advance(ofSeconds(11));

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        assertThat(flatlined.host()).isEqualTo("host0");
        assertThat(flatlined.evidence().heardSinceStart()).isFalse();
        assertThat(flatlined.silence()).isCloseTo(ofHours(1), ofSeconds(15));
        assertThat(flatlined.summary()).contains("expected, but not heard since this monitor started");
    }

    @Test
    void aHostThatRestartedWhileTheMonitorWasDownIsToldToHaveRestarted() {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.close();
        nas.restart();
        network.advance(ofHours(1));
        watcher.start();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_RESTARTED");
    }

    @Test
    void theDeadStayDeadWithoutASecondAlarmAndTheirDowntimeSpansTheRestart() {
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(ofHours(1));
        events.clear();
        watcher.restart();
        network.advance(ofHours(1));
        assertThat(events.events()).isEmpty();

        nas.start();
        network.advance(ofMinutes(1));
        assertThat(events.types()).containsExactly("HOST_RECOVERED");
        HostRecovered recovered = events.ofType(HostRecovered.class).get(0);
        assertThat(recovered.downtime()).isCloseTo(ofHours(2), ofSeconds(3));
        assertThat(recovered.previous()).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void theDepartedStayDepartedAcrossARestart() {
        network.advance(ofMinutes(1));
        nas.close();
        network.advance(ofHours(1));
        watcher.restart();
        network.advance(ofHours(1));
        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        assertThat(events.ofType(HostDeparted.class)).hasSize(1);

        nas.start();
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostRecovered.class))
                .extracting(HostRecovered::previous)
                .containsExactly(HostState.DEPARTED);
    }

    @Test
    void aHostThatSaysGoodbyeWhileTheMonitorIsDownIsMissed() {
        network.advance(ofMinutes(1));
        watcher.close();
        nas.close();
        network.advance(ofMinutes(1));
        watcher.start();
        network.advance(ofMinutes(1));

        assertThat(events.about("host0").ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aKilledMonitorHasForgottenNoEvent() {
        network.advance(ofMinutes(1));
        nas.kill();
        hosts.get(1).close();
        network.advance(ofSeconds(11));
        events.clear();
        watcher.kill();
        network.advance(ofHours(1));
        watcher.start();
        network.advance(ofHours(1));

        assertThat(events.events()).isEmpty();
        assertThat(watcher.hosts()).hasSize(10);
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
        assertThat(watcher.hosts().get(1).state()).isEqualTo(HostState.DEPARTED);
    }

    @Test
    void aKilledMonitorRemembersWhenHostsWereSeenToWithinHalfAMinute() {
        network.advance(ofMinutes(10));
        watcher.kill();
        watcher.start();

        assertThat(events.remembered())
                .allSatisfy(host ->
                        assertThat(host.lastSeen()).isAfter(network.now().minusSeconds(33)));
    }

    @Test
    void aHostDiscoveredJustBeforeTheMonitorIsKilledIsNotDiscoveredAgain() {
        network.advance(ofSeconds(80));
        network.host("newcomer");
        network.advance(ofSeconds(1));
        watcher.kill();
        watcher.start();
        network.advance(ofMinutes(1));

        assertThat(events.about("newcomer").types()).containsExactly("HOST_DISCOVERED");
    }

    @Test
    void aHostForgottenJustBeforeTheMonitorIsKilledStaysForgotten() {
        network.advance(ofSeconds(80));
        nas.kill();
        watcher.forget("host0");
        network.advance(ofSeconds(1));
        watcher.kill();
        watcher.start();

        assertThat(watcher.hosts()).hasSize(9);
    }

    @Test
    void aMonitorThatRestartsWithItsClockSetBackBlamesNobody() {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.close();
        watcher.setClock(ofDays(-365));
        watcher.start();
        network.advance(ofMinutes(10));

        assertThat(events.events()).isEmpty();
    }

    /** To such a monitor every beat looks like one recorded a year ago; it says so, and counts them once its clock is right. */
    @Test
    void aMonitorThatRestartsWithItsClockSetFarAheadSuspectsItselfUntilItIsSetRight() {
        hosts.forEach(host -> host.answering(false));
        network.advance(ofMinutes(1));
        watcher.close();
        watcher.setClock(ofDays(365));
        watcher.start();
        network.advance(ofHours(1));
        assertThat(events.ofType(BeatRejected.class))
                .extracting(BeatRejected::reason)
                .contains(Rejection.DELAYED);
        watcher.setClock(Duration.ZERO);
        network.advance(ofHours(1));

        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        assertThat(events.ofType(MonitorIsolated.class)).hasSize(1);
        assertThat(events.ofType(MonitorRejoined.class)).hasSize(1);
        assertThat(watcher.hosts()).allMatch(host -> host.state() == HostState.ALIVE);
    }

    @Test
    void aMonitorThatRestartsWithItsClockSetFarAheadAsksAndSoCountsEverybodyAtOnce() {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.close();
        watcher.setClock(ofDays(365));
        watcher.start();
        network.advance(ofHours(1));

        assertThat(events.events()).isEmpty();
        assertThat(watcher.hosts()).allMatch(host -> host.state() == HostState.ALIVE);
    }

    /** The answer promised the rest of a gap, and the monitor that took up the table expected every gap to be so short. */
    @Test
    void aMonitorThatIsKilledRightAfterAnAnswerStillKnowsTheRhythmOfTheHost() {
        Attacker lookout = network.attacker();
        long before;
        do {
            before = lookout.recording().size();
            network.advance(ofMillis(10));
        } while (lookout.questions().isEmpty() || lookout.recording().size() == before);
        watcher.restart();

        assertThat(events.remembered()).allMatch(host -> host.expectedGap().compareTo(ofMillis(1_500)) > 0);
    }

    @Test
    void aMonitorWithoutStateFindsEverybodyNewAfterARestart() {
        RecordedEvents forgetful = new RecordedEvents();
        MonitorConfig config =
                MonitorConfig.builder().secret(Secret.generate()).withoutState().build();
        SimulatedMonitor second = network.monitor("second", config, forgetful);
        network.advance(ofMinutes(1));
        nas.kill();
        second.restart();
        network.advance(ofMinutes(1));

        assertThat(forgetful.remembered()).isEmpty();
        assertThat(forgetful.types()).hasSize(10 + 9).containsOnly("HOST_DISCOVERED");
    }
}
