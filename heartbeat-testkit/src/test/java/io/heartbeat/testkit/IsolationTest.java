package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostState;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor that hears nobody any more suspects itself. */
class IsolationTest {
    private static final Duration TO_ASK_A_WITNESS = ofSeconds(2);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(13);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 10, 50})
    void ifEverybodyFallsSilentAtOnceTheMonitorTellsItsOwnIsolationOnceAndNobodysDeath(int number) {
        hosts(number);
        network.cut(watcher);
        network.advance(ofHours(3));

        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED");
        MonitorIsolated isolated = events.ofType(MonitorIsolated.class).get(0);
        assertThat(isolated.host()).isEqualTo("watcher");
        assertThat(isolated.silentHosts()).isEqualTo(number);
        assertThat(isolated.knownHosts()).isEqualTo(number);
    }

    @Test
    void whenItHearsThemAgainItHasRejoinedAndThatIsAll() {
        hosts(10);
        network.cut(watcher);
        network.advance(ofHours(3));
        network.heal(watcher);
        network.advance(ofHours(1));

        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
        assertThat(events.ofType(MonitorRejoined.class).get(0).isolation()).isCloseTo(ofHours(3), ofSeconds(11));
        assertThat(watcher.hosts()).allMatch(host -> host.state() == HostState.ALIVE);
    }

    @Test
    void thoseThatDiedMeanwhileAreToldAfterAFullTerm() {
        List<SimulatedHost> hosts = hosts(10);
        network.cut(watcher);
        network.advance(ofMinutes(10));
        hosts.get(0).kill();
        hosts.get(1).kill();
        Duration term = watcher.hosts().get(0).quality().detectionBound();
        network.heal(watcher);
        network.advance(term.minusMillis(1));
        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        network.advance(ofSeconds(4));

        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactlyInAnyOrder("host0", "host1");
        assertThat(events.ofType(MonitorIsolated.class)).hasSize(1);
    }

    @Test
    void ifAllButOneReallyDiedTheFirstToReturnClearsTheMonitorAndTheOthersAreTold() {
        List<SimulatedHost> hosts = hosts(10);
        hosts.forEach(SimulatedHost::kill);
        network.advance(ofMinutes(10));
        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        hosts.get(0).start();
        network.advance(ofMinutes(1));

        assertThat(events.ofType(MonitorIsolated.class)).hasSize(1);
        assertThat(events.ofType(MonitorRejoined.class)).hasSize(1);
        assertThat(events.ofType(HostFlatlined.class)).hasSize(9);
    }

    @Test
    void twoHostsAreTooFewToConcludeThat() {
        hosts(2);
        network.cut(watcher);
        network.advance(ofMinutes(1));

        assertThat(events.ofType(HostFlatlined.class)).hasSize(2);
        assertThat(events.ofType(MonitorIsolated.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 8})
    void ifSomeStillBeatTheSilentOnesAreDead(int silent) {
        List<SimulatedHost> hosts = hosts(10);
        hosts.subList(0, silent).forEach(SimulatedHost::kill);
        network.advance(ofMinutes(1));

        assertThat(events.ofType(HostFlatlined.class)).hasSize(silent);
        assertThat(events.ofType(MonitorIsolated.class)).isEmpty();
    }

    @Test
    void hostsThatDieOneAfterTheOtherAreAllTold() {
        List<SimulatedHost> hosts = hosts(5);
        for (SimulatedHost host : hosts) {
            host.kill();
            network.advance(ofMinutes(1));
        }

        assertThat(events.ofType(HostFlatlined.class)).hasSize(5);
        assertThat(events.ofType(MonitorIsolated.class)).isEmpty();
    }

    @Test
    void hostsDeadOrDepartedBeforeDoNotCount() {
        List<SimulatedHost> hosts = hosts(20);
        for (SimulatedHost host : hosts.subList(0, 8)) {
            host.kill();
        }
        hosts.subList(8, 16).forEach(SimulatedHost::close);
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(8);
        network.cut(watcher);
        network.advance(ofMinutes(1));

        assertThat(events.ofType(MonitorIsolated.class)).hasSize(1);
        assertThat(events.ofType(MonitorIsolated.class).get(0).silentHosts()).isEqualTo(4);
        assertThat(events.ofType(HostFlatlined.class)).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void withoutAnInterfaceTheMonitorIsIsolatedHoweverFewHostsThereAre(int number) {
        hosts(number);
        watcher.unplug();
        network.advance(ofMinutes(10));
        watcher.plug();
        network.advance(ofMinutes(10));

        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
        assertThat(events.ofType(MonitorIsolated.class).get(0).cause()).isEqualTo("no network interface is up");
    }

    @Test
    void whoIsStillSilentOnceTheInterfaceIsBackIsDead() {
        List<SimulatedHost> hosts = hosts(2);
        watcher.unplug();
        network.advance(ofMinutes(10));
        hosts.get(0).kill();
        watcher.plug();
        network.advance(ofSeconds(12));

        assertThat(events.ofType(HostFlatlined.class))
                .extracting(HostFlatlined::host)
                .containsExactly("host0");
    }

    @Test
    void eachIsolationIsToldAnew() {
        hosts(5);
        for (int i = 0; i < 3; i++) {
            network.cut(watcher);
            network.advance(ofMinutes(1));
            network.heal(watcher);
            network.advance(ofMinutes(1));
        }

        assertThat(events.without(HostLate.class).types())
                .containsExactly(
                        "MONITOR_ISOLATED",
                        "MONITOR_REJOINED",
                        "MONITOR_ISOLATED",
                        "MONITOR_REJOINED",
                        "MONITOR_ISOLATED",
                        "MONITOR_REJOINED");
    }

    /** The quick ones are missed long before the slow ones can be; nobody else is heard in between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverTheRhythmsNobodyIsBlamedIfTheMonitorIsCutOff(long seed) {
        Random random = new Random(seed);
        SimulatedNetwork lossy = SimulatedNetwork.seeded(seed).loss(0.05);
        SimulatedMonitor monitor = lossy.monitor("watcher", events);
        hostsOfAllRhythms(lossy, random);
        lossy.advance(ofSeconds(90 + random.nextInt(60)));
        events.clear();
        lossy.cut(monitor);
        lossy.advance(ofMinutes(10));
        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED");
        lossy.heal(monitor);
        lossy.advance(ofMinutes(3));

        assertThat(events.without(HostLate.class).types()).containsExactly("MONITOR_ISOLATED", "MONITOR_REJOINED");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aDeathAmongHostsThatLoseBeatsIsToldInTime(long seed) {
        Random random = new Random(seed);
        SimulatedNetwork lossy = SimulatedNetwork.seeded(seed).loss(0.05);
        SimulatedMonitor monitor = lossy.monitor("watcher", events);
        List<SimulatedHost> hosts = hostsOfAllRhythms(lossy, random);
        lossy.advance(ofMinutes(3));
        events.clear();
        SimulatedHost victim = hosts.get(random.nextInt(hosts.size()));
        Duration bound = monitor.hosts().stream()
                .filter(host -> host.host().equals(victim.name()))
                .findFirst()
                .orElseThrow()
                .quality()
                .detectionBound();
        victim.kill();
        lossy.advance(bound.plus(TO_ASK_A_WITNESS));

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_FLATLINED");
    }

    /** Asking the others whether the monitor still hears them must not cost those who cannot be asked more than a beat of anybody's. */
    @Test
    void whereNobodyAnswersADeathIsToldWhenTheNextOfTheOthersIsHeard() {
        SimulatedHost quick = network.host("quick", ofMillis(100));
        network.host("slow1", ofSeconds(60)).answering(false);
        network.host("slow2", ofSeconds(60)).answering(false);
        network.advance(ofMinutes(2));
        events.clear();
        quick.kill();
        network.advance(ofSeconds(66));

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_FLATLINED");
    }

    private static List<SimulatedHost> hostsOfAllRhythms(SimulatedNetwork network, Random random) {
        return IntStream.range(0, 3 + random.nextInt(6))
                .mapToObj(i -> network.host("host" + i, ofMillis((long) (100 * Math.pow(600, random.nextDouble())))))
                .toList();
    }

    private List<SimulatedHost> hosts(int number) {
        List<SimulatedHost> hosts = IntStream.range(0, number)
                .mapToObj(i -> network.host("host" + i))
                .toList();
        network.advance(ofMinutes(1));
        events.clear();
        return hosts;
    }
}
