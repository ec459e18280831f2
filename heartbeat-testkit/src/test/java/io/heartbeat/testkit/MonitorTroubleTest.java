package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor that was paused, asleep or starved blames nobody for it, forgets nobody, and misses no death. */
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
