package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostState;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor that hears nobody any more suspects itself. */
class IsolationTest {
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
        network.heal(watcher);
        network.advance(ofSeconds(5));
        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        network.advance(ofSeconds(9));

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

    private List<SimulatedHost> hosts(int number) {
        List<SimulatedHost> hosts = IntStream.range(0, number)
                .mapToObj(i -> network.host("host" + i))
                .toList();
        network.advance(ofMinutes(1));
        events.clear();
        return hosts;
    }
}
