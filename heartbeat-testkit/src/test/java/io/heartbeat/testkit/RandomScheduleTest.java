package io.heartbeat.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to hosts and to their monitor, in whatever order, these properties hold. */
@Tag("slow")
class RandomScheduleTest {
    private static final int STEPS = 300;
    private static final Duration LONG_ENOUGH_TO_SETTLE = ofMinutes(15);

    private final RecordedEvents events = new RecordedEvents();
    private final Set<SimulatedHost> silenced = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void downAndUpAlternateAllThatStayDeadAreToldAndNobodyThatBeatsIsAccused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double loss = random.nextDouble() < 0.5 ? 0 : random.nextDouble(0.05);
        SimulatedNetwork network = SimulatedNetwork.seeded(seed).loss(loss).delay(ofMillis(1), ofMillis(500));
        SimulatedMonitor watcher = network.monitor("watcher", events);
        List<SimulatedHost> troubled = hosts(network, "troubled");
        hosts(network, "steady");
        network.advance(ofMinutes(1));
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(8) == 0) {
                troubleMonitor(watcher, random, network);
            } else {
                trouble(troubled.get(random.nextInt(troubled.size())), random, network);
            }
            network.advance(ofMillis(random.nextLong(20_000)));
        }
        network.advance(LONG_ENOUGH_TO_SETTLE);

        troubled.forEach(host -> assertThat(watcher.hosts())
                .filteredOn(HostSnapshot::host, host.name())
                .singleElement()
                .satisfies(known -> assertThat(isUp(known.state()))
                        .as("%s is up", host)
                        .isEqualTo(host.running() && !silenced.contains(host))));
        troubled.forEach(host -> assertAlternates(events.about(host.name()).events()));
        for (int i = 0; i < 6; i++) {
            RecordedEvents ofSteady = events.about("steady" + i);
            assertThat(ofSteady.ofType(HostDiscovered.class)).hasSize(1);
            assertThat(ofSteady.ofType(HostFlatlined.class)).isEmpty();
        }
        assertThat(events.without(HostLate.class).events())
                .extracting(HeartbeatEvent::id)
                .doesNotHaveDuplicates();
    }

    private static List<SimulatedHost> hosts(SimulatedNetwork network, String name) {
        return IntStream.range(0, 6)
                .mapToObj(i -> network.host(name + i, ofMillis(1_000 + 500 * i)))
                .toList();
    }

    private void trouble(SimulatedHost host, SplittableRandom random, SimulatedNetwork network) {
        if (silenced.remove(host)) {
            host.thaw();
            host.resume();
            network.heal(host);
            return;
        }
        if (!host.running()) {
            host.start();
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> host.kill();
            case 1 -> host.restart();
            case 2 -> host.close();
            case 3 -> silence(host, host::freeze);
            case 4 -> silence(host, host::suspend);
            default -> silence(host, () -> network.cut(host));
        }
    }

    private void silence(SimulatedHost host, Runnable how) {
        silenced.add(host);
        how.run();
    }

    private static void troubleMonitor(SimulatedMonitor watcher, SplittableRandom random, SimulatedNetwork network) {
        Duration pause = ofSeconds(random.nextInt(40));
        switch (random.nextInt(4)) {
            case 0 -> watcher.restart();
            case 1 -> {
                watcher.kill();
                network.advance(pause);
                watcher.start();
            }
            case 2 -> {
                watcher.freeze();
                network.advance(pause);
                watcher.thaw();
            }
            default -> {
                watcher.suspend();
                network.advance(pause);
                watcher.resume();
            }
        }
    }

    private static boolean isUp(HostState state) {
        return state == HostState.ALIVE || state == HostState.LATE;
    }

    /**
     * A host that flatlined may still say goodbye: then its silence is explained, but it has not come up. One that comes and goes is told
     * so once, and then what it came to.
     */
    private static void assertAlternates(List<HeartbeatEvent> events) {
        HeartbeatEvent last = null;
        for (HeartbeatEvent event : events) {
            if (event instanceof HostDiscovered) {
                assertThat(last).as("before %s", event).isNull();
            } else if (event instanceof HostRecovered) {
                assertThat(last)
                        .as("before %s", event)
                        .isInstanceOfAny(HostFlatlined.class, HostDeparted.class, HostFlapping.class);
            } else if (event instanceof HostFlatlined) {
                assertThat(last)
                        .as("before %s", event)
                        .isInstanceOfAny(HostDiscovered.class, HostRecovered.class, HostFlapping.class);
            } else if (event instanceof HostFlapping) {
                assertThat(last).as("before %s", event).isInstanceOfAny(HostDiscovered.class, HostRecovered.class);
            } else if (event instanceof HostDeparted) {
                assertThat(last).as("before %s", event).isNotNull().isNotInstanceOf(HostDeparted.class);
            } else {
                continue;
            }
            last = event;
        }
    }
}
