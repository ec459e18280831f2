package io.heartbeat.testkit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that beats is not accused, whatever the network and the clocks do. */
@Tag("slow")
class NoFalseAlarmTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(7);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);

    @Test
    void hoursOnAQuietNetworkBringNoNews() {
        hosts(5);
        network.advance(ofHours(6));

        assertThat(events.types()).hasSize(5).containsOnly("HOST_DISCOVERED");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anHourOnABadNetworkBringsNoAlarm(long seed) {
        SimulatedNetwork bad = SimulatedNetwork.seeded(seed)
                .loss(0.05)
                .delay(ofMillis(1), ofMillis(900))
                .duplicate(0.02);
        bad.monitor("watcher", events);
        IntStream.range(0, 10).forEach(i -> bad.host("host" + i));
        bad.advance(ofHours(1));

        assertThat(events.without(HostLate.class).types()).hasSize(10).containsOnly("HOST_DISCOVERED");
    }

    @Test
    void beatsThatOvertakeEachOtherAllCountAndCopiesDoNot() {
        network.delay(ofMillis(1), ofSeconds(6)).duplicate(1);
        network.host("nas");
        Attacker listener = network.attacker();
        network.advance(ofMinutes(10));
        long sent = listener.recording().size();
        network.advance(ofSeconds(10));

        assertThat(watcher.reception().accepted()).isBetween(sent, sent + 8);
        assertThat(watcher.hosts().get(0).loss()).isLessThan(0.02);
        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_DISCOVERED");
    }

    @Test
    void hostsOfDifferentIntervalsMixAndEachIsJudgedByItsOwnPromise() {
        SimulatedHost quick = network.host("quick", ofMillis(100));
        SimulatedHost usual = network.host("usual", ofSeconds(2));
        SimulatedHost slow = network.host("slow", ofMinutes(5));
        network.advance(ofHours(1));
        assertThat(events.types()).hasSize(3).containsOnly("HOST_DISCOVERED");

        quick.kill();
        network.advance(ofMillis(300));
        assertThat(events.about("quick").ofType(HostFlatlined.class)).hasSize(1);
        usual.kill();
        network.advance(ofSeconds(5));
        assertThat(events.about("usual").ofType(HostFlatlined.class)).hasSize(1);
        slow.kill();
        network.advance(ofMinutes(28));
        assertThat(events.about("slow").ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aFixedFlatlineReplacesThePromiseButNeverPunishesASingleLostBeat() {
        RecordedEvents fixed = new RecordedEvents();
        MonitorConfig config = MonitorConfig.builder()
                .secret(Secret.generate())
                .flatlineAfter(ofSeconds(5))
                .build();
        network.monitor("strict", config, fixed);
        SimulatedHost usual = network.host("usual");
        network.host("slow", ofSeconds(30));
        network.advance(ofHours(1));
        assertThat(fixed.types()).hasSize(2).containsOnly("HOST_DISCOVERED");

        usual.kill();
        network.advance(ofMinutes(1));
        HostFlatlined flatlined =
                fixed.about("usual").ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.silence()).isCloseTo(ofSeconds(5), ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H", "PT0.5S", "-PT3S", "PT5M", "-P3650D", "P3650D", "-P36500D"})
    void aHostWhoseClockIsSetIsNeverAccused(Duration step) {
        List<SimulatedHost> hosts = hosts(3);
        network.advance(ofMinutes(1));
        hosts.get(0).setClock(step);
        network.advance(ofHours(1));
        hosts.get(0).setClock(Duration.ZERO);
        network.advance(ofHours(1));

        assertThat(events.types()).hasSize(3).containsOnly("HOST_DISCOVERED");
        assertAllAlive(3);
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H", "PT0.5S", "-PT3S", "PT5M", "-P3650D", "P3650D", "-P36500D"})
    void aMonitorWhoseClockIsSetAccusesNobody(Duration step) {
        hosts(3);
        network.advance(ofMinutes(1));
        watcher.setClock(step);
        network.advance(ofHours(1));
        watcher.setClock(Duration.ZERO);
        network.advance(ofHours(1));

        assertThat(events.types())
                .filteredOn(type -> !type.startsWith("MONITOR_"))
                .hasSize(3)
                .containsOnly("HOST_DISCOVERED");
        assertAllAlive(3);
    }

    @Test
    void aDeathIsStillToldWhenTheMonitorsClockIsSetDuringIt() {
        SimulatedHost nas = network.host("nas");
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(ofSeconds(3));
        watcher.setClock(ofDays(-365));
        network.advance(ofSeconds(8));

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.silence()).isBetween(ofSeconds(6), ofSeconds(11));
    }

    @Test
    void aClockThatRunsALittleFastOrSlowIsNoNews() {
        SimulatedHost nas = network.host("nas");
        for (int second = 1; second <= 7_200; second++) {
            nas.setClock(ofMillis(second % 100 < 50 ? second : -second));
            network.advance(ofSeconds(1));
        }

        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
    }

    private List<SimulatedHost> hosts(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> network.host("host" + i))
                .toList();
    }

    private void assertAllAlive(int number) {
        assertThat(watcher.hosts()).hasSize(number).allMatch(host -> host.state() == HostState.ALIVE);
    }
}
