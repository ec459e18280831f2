package io.heartbeat.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However hardware, hosts, monitor, network and attacker behave: problem and recovery alternate, and the truth is known in the end. */
@Tag("slow")
class HardwareRandomScheduleTest {
    private static final int STEPS = 400;

    private final RecordedEvents events = new RecordedEvents();
    private final Map<SimulatedHost, Map<String, HardwareCondition>> truth = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatIsToldAlternatesAndIsTheTruthInTheEnd(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedNetwork network = SimulatedNetwork.seeded(seed)
                .loss(random.nextDouble(0.5))
                .duplicate(random.nextDouble())
                .delay(ofMillis(1), ofMillis(1 + random.nextLong(6_000)));
        SimulatedMonitor watcher = network.monitor("watcher", events);
        Attacker attacker = network.attacker();
        List<SimulatedHost> hosts = List.of(network.host("nas"), network.host("pi"), network.host("attic"));
        hosts.forEach(host -> truth.put(host, new TreeMap<>()));
        for (int i = 0; i < STEPS; i++) {
            SimulatedHost host = hosts.get(random.nextInt(hosts.size()));
            switch (random.nextInt(20)) {
                case 0 -> troubleHost(host, random);
                case 1 -> troubleMonitor(watcher, random, network);
                case 2 -> replay(attacker, random);
                default -> change(host, random, network);
            }
            network.advance(ofMillis(random.nextLong(10_000)));
        }
        network.loss(0).delay(ofMillis(1), ofMillis(1));
        hosts.stream().filter(host -> !host.running()).forEach(SimulatedHost::start);
        network.advance(ofMinutes(5));

        for (SimulatedHost host : hosts) {
            assertThat(watcher.hosts())
                    .filteredOn(HostSnapshot::host, host.name())
                    .singleElement()
                    .satisfies(known -> assertThat(known.conditions())
                            .usingRecursiveFieldByFieldElementComparatorIgnoringFields("since")
                            .containsExactlyElementsOf(truth.get(host).values()));
            assertAlternates(host);
        }
        assertThat(events.events())
                .filteredOn(event -> event.type().startsWith("HARDWARE"))
                .extracting(HeartbeatEvent::id)
                .doesNotHaveDuplicates();
        assertThat(events.ofType(HardwareRecovered.class)).hasSizeGreaterThan(20);
    }

    private void change(SimulatedHost host, SplittableRandom random, SimulatedNetwork network) {
        Map<String, HardwareCondition> now = truth.get(host);
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            String code = "code-" + random.nextInt(15);
            if (now.containsKey(code) && random.nextInt(3) > 0) {
                now.remove(code);
            } else {
                now.compute(
                        code,
                        (key, known) -> new HardwareCondition(
                                "smart:x",
                                "Disk",
                                key,
                                random.nextInt(4) == 0 ? Severity.CRITICAL : Severity.WARNING,
                                "m".repeat(random.nextInt(150)),
                                "",
                                "",
                                known == null ? network.now() : known.since()));
            }
        }
        host.hardware(now.values().toArray(HardwareCondition[]::new));
    }

    private static void troubleHost(SimulatedHost host, SplittableRandom random) {
        if (!host.running()) {
            host.start();
        } else if (random.nextBoolean()) {
            host.restart();
        } else if (random.nextBoolean()) {
            host.kill();
        } else {
            host.close();
        }
    }

    private static void troubleMonitor(SimulatedMonitor watcher, SplittableRandom random, SimulatedNetwork network) {
        switch (random.nextInt(3)) {
            case 0 -> watcher.restart();
            case 1 -> {
                watcher.kill();
                network.advance(ofSeconds(random.nextInt(60)));
                watcher.start();
            }
            default -> {
                watcher.freeze();
                network.advance(ofSeconds(random.nextInt(40)));
                watcher.thaw();
            }
        }
    }

    private static void replay(Attacker attacker, SplittableRandom random) {
        List<RecordedDatagram> recording = attacker.recording();
        if (!recording.isEmpty()) {
            int from = random.nextInt(recording.size());
            attacker.replay(recording.subList(from, Math.min(recording.size(), from + random.nextInt(200))));
        }
    }

    private void assertAlternates(SimulatedHost host) {
        Map<String, HeartbeatEvent> last = new HashMap<>();
        for (HeartbeatEvent event : events.about(host.name()).events()) {
            if (event instanceof HardwareProblem problem) {
                HeartbeatEvent before = last.put(problem.condition().code(), problem);
                if (before instanceof HardwareProblem milder) {
                    assertThat(milder.severity()).as("before %s", problem).isLessThan(problem.severity());
                }
            } else if (event instanceof HardwareRecovered recovered) {
                HeartbeatEvent before = last.put(recovered.condition().code(), recovered);
                assertThat(before).as("before %s", recovered).isInstanceOf(HardwareProblem.class);
            }
        }
        last.values().removeIf(HardwareRecovered.class::isInstance);
        assertThat(last.keySet()).isEqualTo(truth.get(host).keySet());
    }
}
