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
import io.heartbeat.event.HostLate;
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

/** A monitor that was paused, asleep, restarted or killed blames nobody for it, forgets nobody, and misses no death. */
class MonitorTroubleTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(3);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final List<SimulatedHost> hosts =
            IntStream.range(0, 10).mapToObj(i -> network.host("host" + i)).toList();
    private final SimulatedHost nas = hosts.get(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    void aMonitorThatWasFrozenShortlyBlamesNobody(long seconds) {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.freeze();
        network.advance(ofSeconds(seconds));
        watcher.thaw();
        network.advance(ofMinutes(10));

        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 12, 60, 3_600})
    void aMonitorThatWasFrozenSaysSoAndBlamesNobody(long seconds) {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.freeze();
        network.advance(ofSeconds(seconds));
        watcher.thaw();
        network.advance(ofMinutes(10));

        assertThat(events.types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
        assertThat(events.ofType(MonitorIsolated.class).get(0).cause())
                .contains("this monitor did not run for")
                .endsWith("it was paused, starved or asleep");
        assertThat(events.ofType(MonitorRejoined.class).get(0).isolation())
                .isBetween(ofSeconds(seconds), ofSeconds(seconds + 20));
    }

    @Test
    void aMonitorThatIsFrozenAgainAndAgainSaysSoOnceAndBlamesNobody() {
        network.advance(ofMinutes(1));
        events.clear();
        for (int i = 0; i < 20; i++) {
            watcher.freeze();
            network.advance(ofSeconds(15));
            watcher.thaw();
            network.advance(ofSeconds(1));
        }
        network.advance(ofMinutes(10));

        assertThat(events.types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
    }

    @Test
    void aMonitorThatIsStarvedSaysSoThoughEachStallIsShort() {
        network.advance(ofMinutes(1));
        events.clear();
        starve(20);
        assertThat(events.types()).containsExactly("MONITOR_ISOLATED");
        assertThat(events.ofType(MonitorIsolated.class).get(0).cause()).endsWith("it is starved");
        network.advance(ofMinutes(2));

        assertThat(events.types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
    }

    @Test
    void aStarvedMonitorStillFindsTheDead() {
        network.advance(ofMinutes(1));
        nas.kill();
        starve(20);

        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactly("host0");
    }

    @Test
    void nothingIsLearntOfTheHostsFromTheTroubleOfTheMonitor() {
        network.advance(ofMinutes(1));
        Duration bound = watcher.hosts().get(0).quality().detectionBound();
        for (int i = 0; i < 5; i++) {
            watcher.suspend();
            network.advance(ofSeconds(20));
            watcher.resume();
            network.advance(ofMinutes(1));
            network.cut(watcher);
            network.advance(ofSeconds(20));
            network.heal(watcher);
            network.advance(ofMinutes(1));
        }

        assertThat(watcher.hosts())
                .allSatisfy(host -> assertThat(host.quality().detectionBound()).isLessThan(bound.plusSeconds(1)));
    }

    /** Stops for two and a half seconds in every four; the network's beats wait meanwhile. */
    private void starve(int times) {
        for (int i = 0; i < times; i++) {
            watcher.freeze();
            network.advance(ofMillis(2_500));
            watcher.thaw();
            network.advance(ofMillis(1_500));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {200, 900, 5_000})
    void hostsThatBeatTenTimesASecondAreNotBlamedForAShortStallEither(long millis) {
        IntStream.range(0, 5).forEach(i -> network.host("quick" + i, ofMillis(100)));
        network.advance(ofMinutes(1));
        events.clear();
        for (int i = 0; i < 20; i++) {
            watcher.freeze();
            network.cut(watcher);
            network.advance(ofMillis(millis));
            watcher.thaw();
            network.heal(watcher);
            network.advance(ofSeconds(10).plusMillis(17L * i));
        }

        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
    }

    @Test
    void whatTheFullReceiveBufferLostIsNoSilenceOfTheHosts() {
        IntStream.range(0, 40).forEach(i -> network.host("quick" + i, ofMillis(100)));
        network.advance(ofMinutes(1));
        events.clear();
        watcher.freeze();
        network.advance(ofSeconds(4));
        watcher.thaw();
        network.advance(ofMinutes(2));

        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        assertThat(events.without(HostLate.class).types())
                .isIn(List.of(), List.of("MONITOR_ISOLATED", "MONITOR_REJOINED"));
    }

    @Test
    void aHostThatDiedWhileTheMonitorWasFrozenIsToldWithinAFullTermOfItsReturn() {
        network.advance(ofMinutes(1));
        watcher.freeze();
        network.advance(ofSeconds(10));
        nas.kill();
        network.advance(ofSeconds(15));
        watcher.thaw();
        network.advance(ofSeconds(11));

        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactly("host0");
        assertThat(events.types()).containsSubsequence("MONITOR_ISOLATED", "MONITOR_REJOINED", "HOST_FLATLINED");
    }

    @Test
    void aMonitorWhoseMachineNoddedOffBlamesNobody() {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.suspend();
        network.advance(ofSeconds(20));
        watcher.resume();
        network.advance(ofMinutes(10));

        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 8 * 3_600})
    void aMonitorWhoseMachineSleptSaysSoAndBlamesNobody(long seconds) {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.suspend();
        network.advance(ofSeconds(seconds));
        watcher.resume();
        network.advance(ofMinutes(10));

        assertThat(events.types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
        assertThat(events.ofType(MonitorIsolated.class).get(0).cause()).contains("asleep");
    }

    @ParameterizedTest
    @ValueSource(longs = {-20 * 3_600, -3_600, -5, 1, 5, 29, 31, 3_600, 20 * 3_600})
    void aStepOfItsWallClockIsNoNews(long seconds) {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.setClock(ofSeconds(seconds));
        network.advance(ofMinutes(10));

        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-20 * 3_600, -3_600, -1, 1, 3_600, 20 * 3_600})
    void whatIsToldOfADeathAroundAStepOfItsWallClockIsRight(long seconds) {
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(ofSeconds(3));
        watcher.setClock(ofSeconds(seconds));
        network.advance(ofMinutes(1));

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.silence()).isBetween(ofSeconds(2), ofSeconds(25));
        assertThat(flatlined.lastSeen())
                .as("by the clock as it is set when that is told")
                .isBetween(
                        network.now().plusSeconds(seconds - 66), network.now().plusSeconds(seconds - 60));
        nas.start();
        network.advance(ofSeconds(3));
        assertThat(events.ofType(HostRecovered.class).get(0).downtime()).isBetween(ofSeconds(60), ofSeconds(70));
    }

    @Test
    void afterALongSleepTheNetworkHasTenSecondsToReturn() {
        network.advance(ofMinutes(1));
        events.clear();
        watcher.suspend();
        network.cut(watcher);
        network.advance(ofHours(8));
        watcher.resume();
        network.advance(ofSeconds(9));
        assertThat(events.types()).containsExactly("MONITOR_ISOLATED");
        network.advance(ofSeconds(6));
        network.heal(watcher);
        network.advance(ofMinutes(10));

        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
    }

    @Test
    void aHostThatDiedWhileTheMonitorSleptIsTold() {
        network.advance(ofMinutes(1));
        watcher.suspend();
        nas.kill();
        network.advance(ofHours(8));
        watcher.resume();
        network.advance(ofSeconds(21));

        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactly("host0");
    }

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

    @Test
    void severalMonitorsJudgeForThemselves() {
        RecordedEvents others = new RecordedEvents();
        SimulatedMonitor other = network.monitor("other", others);
        network.advance(ofMinutes(1));
        network.cut(other);
        network.advance(ofMinutes(1));

        assertThat(events.types()).hasSize(10).containsOnly("HOST_DISCOVERED");
        assertThat(others.types()).contains("MONITOR_ISOLATED");
    }
}
