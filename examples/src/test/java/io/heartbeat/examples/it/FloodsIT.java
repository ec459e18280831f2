package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Monitor;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whoever can send can flood, as fast as the machine allows. That may delay a verdict; it makes none wrong, makes the monitor keep nothing, and
 * hardly makes it write. The figures go to {@code target/floods.txt}.
 */
@Execution(ExecutionMode.CONCURRENT)
class FloodsIT {
    private static final int PORT = 21_999;
    private static final Path FIGURES = Path.of("target", "floods.txt");

    /** What may come and go without a flood: a page of the heap, a table of classes. */
    private static final long KEPT_BYTES = 1_500_000;

    private static final int LOG_LINES = 10;

    /** Three terms in which the monitor listened; a machine that is busy with the flood may leave it little time for that. */
    private static final Duration LONGEST_DETECTION = Duration.ofMinutes(3);

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aFloodOfEveryKindHidesNeitherLifeNorDeath() throws Exception {
        Scene scene = new Scene(network.lan());
        scene.flood(List.of(FloodKind.values()), Duration.ofSeconds(3), "media");
        scene.end();
    }

    /** For as long as {@code heartbeat.floods} says, such as {@code PT60S}. */
    @Test
    @EnabledIfSystemProperty(named = "heartbeat.floods", matches = "PT.+")
    void aLongFloodOfEachKindHidesNeitherLifeNorDeath() throws Exception {
        Duration time = Duration.parse(System.getProperty("heartbeat.floods"));
        for (FloodKind kind : FloodKind.values()) {
            Scene scene = new Scene(network.lan());
            scene.flood(List.of(kind, kind), time, "media");
            scene.end();
        }
        Scene scene = new Scene(network.lan());
        scene.flood(List.of(FloodKind.values()), time, "nas");
        scene.end();
    }

    /** Three hosts, a monitor that knows them, somebody who has recorded their beats, and a vandal. */
    private static final class Scene {
        private final Household home;
        private final RunnerProcess monitor;
        private final List<Tap.Datagram> recorded;
        private final Flood flood;
        private final Map<String, Object> figures = new LinkedHashMap<>();

        Scene(Lan lan) {
            home = new Household(lan);
            monitor = home.monitor();
            flood = new Flood(lan.box("vandal"));
            recorded = lan.box("spy").tap(PORT).await(6, datagram -> true);
        }

        void flood(List<FloodKind> kinds, Duration time, String victim) throws IOException {
            long heapBefore = monitor.heapBytes();
            int linesBefore = monitor.messages().size();
            long begin = System.nanoTime();
            flood.begin(kinds, recorded, home.desk().ipv4(), PORT);
            monitor.accusesNobodyFor(time);
            long killed = home.sender(victim).kill();
            Event flatlined = monitor.awaitEvent("HOST_FLATLINED", victim, LONGEST_DETECTION);
            Duration detection = Duration.ofNanos(flatlined.arrivedNanos() - killed);
            monitor.accusesNobodyFor(Timing.LONG_ENOUGH);
            long sent = flood.end();
            double seconds = (System.nanoTime() - begin) / 1e9;
            long dropped = home.desk().dropped(PORT);
            long heapAfter = monitor.heapBytes();
            int lines = monitor.messages().size() - linesBefore;

            figures.put("kinds", kinds);
            figures.put("seconds", Math.round(seconds));
            figures.put("sent per second", Math.round(sent / seconds));
            figures.put("dropped per second", Math.round(dropped / seconds));
            figures.put("evidence", flatlined.evidence().toString());
            figures.put("detection ms", detection.toMillis());
            figures.put("heap grew by bytes", heapAfter - heapBefore);
            figures.put("log lines", lines);
            figures.put(
                    "isolated, as it said",
                    monitor.told().stream()
                            .filter(event -> event.type().equals("MONITOR_ISOLATED"))
                            .map(event -> event.text("cause"))
                            .toList());
            figures.put("dropped", dropped);
            figures.put("sent", sent);

            assertThat(heapAfter - heapBefore).isLessThan(KEPT_BYTES);
            assertThat(lines).isLessThanOrEqualTo(LOG_LINES);
            assertThat(Monitor.remembered(home.desk().disk().resolve("state")))
                    .extracting(HostSnapshot::host)
                    .containsExactlyInAnyOrderElementsOf(Household.HOSTS);
            assertThat(detection).isGreaterThan(Timing.SOONEST_VERDICT);
        }

        void end() throws IOException {
            assertThat(monitor.terminate()).isZero();
            long rejected = 0;
            List<String> reasons = new ArrayList<>();
            for (Rejection reason : Rejection.values()) {
                rejected += monitor.rejected(reason);
                reasons.add(reason + " " + monitor.rejected(reason));
            }
            figures.put("rejected", reasons);
            Files.writeString(FIGURES, figures + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(rejected).isGreaterThan(10_000);
        }
    }
}
