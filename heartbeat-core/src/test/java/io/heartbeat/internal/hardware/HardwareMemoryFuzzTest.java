package io.heartbeat.internal.hardware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any lines as what is known of the hardware: refused, or read as what is written again; then checks can go on from it. */
class HardwareMemoryFuzzTest {
    private static final long NOW = 1_795_305_600_000L;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> remembered = new String(input, UTF_8).lines().toList();
        if (remembered.isEmpty()) {
            return;
        }
        HardwareEngine engine;
        try {
            engine = new HardwareEngine("nas", List.of("smart"), remembered);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertStable(engine);
        Reading reading = Reading.counter("pending sectors", 7);
        ComponentReport sick = ComponentReport.checked(
                "wwn-1",
                "Disk",
                List.of(Condition.critical("disk.pending", "7 sectors").shownBy(reading)),
                List.of(reading));
        for (int check = 1; check <= 3; check++) {
            long now = NOW + check * 1_800_000L;
            assertThat(engine.growth("smart", "wwn-1", "pending sectors", 7, Duration.ofHours(24), now))
                    .isNotNegative();
            engine.take("smart", HardwareReport.complete(check < 3 ? List.of(sick) : List.of()), now);
            engine.tell(now, event -> assertThat(event.summary()).isNotBlank());
            assertThat(engine.components(true)).isNotNull();
            assertStable(engine);
        }
    }

    private static void assertStable(HardwareEngine engine) {
        List<String> lines = engine.memory();
        List<String> again = new HardwareEngine("nas", List.of("smart"), lines).memory();
        assertThat(again).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(new HardwareEngine("nas", List.of("smart"), again).memory()).isEqualTo(again);
    }
}
