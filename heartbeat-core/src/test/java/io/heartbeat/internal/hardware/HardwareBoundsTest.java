package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a plug-in says, however much of it. */
class HardwareBoundsTest {
    private final WatchedHardware watch = new WatchedHardware();

    @Test
    @SuppressWarnings("NullAway")
    void textsOfAPluginAreMadeFitForOneLine() {
        String mega = "é\u202e\n\t".repeat(300_000);
        ComponentReport absurd = new ComponentReport(
                "a",
                mega,
                null,
                null,
                List.of(new Condition("c", null, mega, null, mega, 1)),
                List.of(
                        new Reading(mega, 1, Reading.Unit.COUNT, Reading.Kind.COUNTER),
                        new Reading(null, 1, null, null)));
        watch.check(
                absurd,
                new ComponentReport("b", null, ComponentState.OK, mega, absurd.conditions(), absurd.readings()));
        watch.partial(mega);
        watch.fail(mega);
        watch.restart();

        HardwareCondition told = ((HardwareProblem) watch.events.get(0)).condition();
        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        assertThat(told.advice()).isEmpty();
        assertThat(told.label()).startsWith("é ").endsWith("…");
        for (HardwareCondition condition : watch.engine.conditions()) {
            assertFits(condition.label(), 80);
            assertFits(condition.message(), 160);
            assertFits(condition.reading(), 60);
        }
        for (ComponentView view : watch.engine.components(true)) {
            assertFits(view.label(), 80);
            assertFits(view.note(), 160);
        }
        assertThat(watch.engine.memory()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
    }

    private static void assertFits(String text, int bytes) {
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
        assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
    }

    @Test
    void textsAreCutBetweenCharacters() {
        assertThat(PlainText.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.of("abcdefg", 6)).isEqualTo("abc…");
        assertThat(PlainText.of("ab😀😀", 10)).isEqualTo("ab😀😀");
        assertThat(PlainText.of("ab😀😀😀", 10)).isEqualTo("ab😀…");
        assertThat(PlainText.of("ab😀😀", 9)).isEqualTo("ab😀…");
        assertThat(PlainText.of("ab😀😀", 8)).isEqualTo("ab…");
        assertThat(PlainText.of("\ud83d broken", 60)).isEqualTo("broken");
        assertThat(PlainText.of(" a\r\nb ", 60)).isEqualTo("a  b");
    }

    @Test
    void anEndlessInventoryIsBounded() {
        List<ComponentReport> many =
                IntStream.range(0, 10_000).mapToObj(i -> part("id" + i, hot())).toList();
        watch.take(HardwareReport.complete(many));
        assertThat(watch.told()).hasSize(1_000);
        assertThat(watch.engine.components(false)).hasSize(1_000);

        watch.take(HardwareReport.complete(many)).take(HardwareReport.complete(many));
        assertThat(watch.told()).isEmpty();
        watch.take(HardwareReport.complete(many.subList(9_000, 10_000)));
        assertThat(watch.engine.components(false)).hasSize(1_000);
    }

    @Test
    void endlessConditionsAndReadingsAreBounded() {
        List<Condition> conditions = IntStream.range(0, 5_000)
                .mapToObj(i -> Condition.warning("c" + i, "x"))
                .toList();
        for (int round = 0; round < 3; round++) {
            int from = round * 1_000;
            List<Reading> readings = IntStream.range(from, from + 5_000)
                    .mapToObj(i -> Reading.counter("r" + i, i))
                    .toList();
            watch.check(ComponentReport.checked("a", "Disk a", conditions, readings), part("b"));
        }

        assertThat(watch.told()).hasSize(20);
        assertThat(watch.engine.components(false).get(0).readings()).hasSize(64);
        assertThat(watch.engine.memory()).hasSizeLessThan(100);

        watch.check(part("b")).check(part("b"));
        assertThat(watch.told()).containsExactly("CRITICAL a missing");
    }
}
