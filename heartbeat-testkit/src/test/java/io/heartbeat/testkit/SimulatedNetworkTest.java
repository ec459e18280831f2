package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heartbeat.Heartbeat;
import io.heartbeat.Monitor;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulated network promises to the tests that use it. */
class SimulatedNetworkTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(42);
    private final RecordedEvents events = new RecordedEvents();

    @Test
    void anApplicationTestsItsListenerInAFewLines() {
        network.monitor("watcher", events);
        SimulatedHost nas = network.host("nas");
        network.advance(Duration.ofSeconds(10));

        nas.kill();
        network.advance(Duration.ofSeconds(15));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
    }

    @Test
    void theSameSeedAndTheSameCallsGiveTheSameEvents() {
        List<HeartbeatEvent> once = anEventfulHour(42);

        assertThat(once).hasSizeGreaterThan(20);
        assertThat(anEventfulHour(42)).isEqualTo(once);
        assertThat(anEventfulHour(43)).isNotEqualTo(once);
    }

    private static List<HeartbeatEvent> anEventfulHour(long seed) {
        SimulatedNetwork network = SimulatedNetwork.seeded(seed)
                .loss(0.2)
                .delay(ofMillis(1), ofSeconds(2))
                .duplicate(0.1);
        RecordedEvents events = new RecordedEvents();
        network.monitor("watcher", events);
        List<SimulatedHost> hosts = List.of(network.host("a"), network.host("b"), network.host("c"), network.host("d"));
        for (int i = 0; i < 20; i++) {
            network.advance(ofMinutes(3));
            hosts.get(i % 4).restart();
        }
        return events.events();
    }

    @Test
    void howFarTimeAdvancesAtOnceMakesNoDifference() {
        RecordedEvents inSteps = new RecordedEvents();
        SimulatedNetwork other = SimulatedNetwork.seeded(42).loss(0.3);
        network.loss(0.3).monitor("watcher", events);
        other.monitor("watcher", inSteps);
        network.host("nas");
        other.host("nas");
        network.advance(ofMinutes(10));
        for (int i = 0; i < 6_000; i++) {
            other.advance(ofMillis(100));
        }

        assertThat(inSteps.events()).isEqualTo(events.events());
    }

    @Test
    void nothingHappensBeforeTimeAdvances() {
        network.monitor("watcher", events);
        network.host("nas");
        assertThat(events.events()).isEmpty();
        network.advance(ofMillis(1));
        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(network.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00.001Z"));
    }

    @Test
    void whatAListenerThrowsReachesTheTestAndHarmsNothingElse() {
        List<HeartbeatEvent> heard = new ArrayList<>();
        network.monitor("watcher", event -> {
            heard.add(event);
            throw new AssertionError("not what I expected: " + event.type());
        });
        SimulatedHost nas = network.host("nas");
        assertThatThrownBy(() -> network.advance(ofSeconds(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not what I expected: HOST_DISCOVERED");
        nas.close();
        assertThatThrownBy(() -> network.advance(ofSeconds(10))).hasMessage("not what I expected: HOST_DEPARTED");

        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerMayAskTheMonitorAndChangeTheNetworkButNotAdvanceTime() {
        List<Integer> known = new ArrayList<>();
        List<Monitor> monitor = new ArrayList<>();
        SimulatedHost nas = network.host("nas");
        monitor.add(network.monitor("watcher", event -> {
            known.add(monitor.get(0).hosts().size());
            if (event instanceof HostFlatlined) {
                assertThatIllegalStateException().isThrownBy(() -> network.advance(ofSeconds(1)));
                nas.start();
                monitor.get(0).forget("nas");
            }
        }));
        network.advance(ofSeconds(10));
        nas.kill();
        network.advance(ofMinutes(1));

        assertThat(known).containsExactly(1, 1, 1, 1); // discovered, late, flatlined, discovered
    }

    @Test
    void lossDelayAndDuplicationCanChangeWhileItRuns() {
        SimulatedMonitor watcher = network.monitor("watcher", events);
        network.host("nas", ofMillis(100));
        network.loss(0.5);
        network.advance(ofMinutes(2));
        assertThat(watcher.hosts().get(0).loss()).isCloseTo(0.5, within(0.1));

        network.loss(0).duplicate(1);
        long received = watcher.reception().received();
        network.advance(ofSeconds(10));
        assertThat(watcher.reception().received() - received).isCloseTo(200, within(4L));
    }

    @Test
    void aHostIsAHeartbeatAndAMonitorAMonitor() {
        try (Monitor watcher = network.monitor("watcher", events);
                Heartbeat nas = network.host("nas")) {
            network.advance(ofSeconds(1));
            assertThat(nas.name()).isEqualTo("nas");
            assertThat(watcher.hosts()).hasSize(1);
        }
        network.advance(ofHours(1));
        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
    }

    @Test
    void closingAgainIsHarmless() {
        SimulatedMonitor watcher = network.monitor("watcher", events);
        SimulatedHost nas = network.host("nas");
        network.advance(ofSeconds(1));
        nas.close();
        nas.close();
        network.advance(ofSeconds(1));
        watcher.close();
        watcher.close();

        assertThat(nas.running()).isFalse();
        assertThat(watcher.running()).isFalse();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.DEPARTED);
    }

    @Test
    void aFreshProcessIsNotFrozen() {
        network.monitor("watcher", events);
        SimulatedHost nas = network.host("nas");
        network.advance(ofMinutes(1));
        nas.freeze();
        nas.restart();
        network.advance(ofMinutes(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
    }

    @Test
    void aFrozenMonitorHearsWhatItsBufferHeld() {
        SimulatedMonitor watcher = network.monitor("watcher", events);
        network.host("nas", ofMillis(100));
        watcher.freeze();
        network.advance(ofMinutes(5));
        assertThat(watcher.reception().received()).isZero();
        watcher.thaw();
        network.advance(Duration.ZERO);

        assertThat(watcher.reception().received()).isEqualTo(256);
    }

    @Test
    void impossibleThingsAreRefused() {
        SimulatedHost nas = network.host("nas");
        SimulatedMonitor watcher = network.monitor("watcher", events);
        assertThatIllegalStateException().isThrownBy(nas::start).withMessage("nas is running already");
        assertThatIllegalStateException().isThrownBy(watcher::start).withMessage("watcher is running already");
        nas.suspend();
        assertThatIllegalStateException()
                .isThrownBy(nas::restart)
                .withMessage("nas is asleep: nothing can be started there");
        assertThatIllegalArgumentException().isThrownBy(() -> network.host(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.host("nas", ofMillis(99)))
                .withMessage("interval must be 100 ms to 1 day, but is PT0.099S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.loss(1.1))
                .withMessage("loss must be 0 to 1, but is 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> network.duplicate(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> network.delay(ofSeconds(2), ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> network.advance(ofSeconds(-1)));
    }
}
