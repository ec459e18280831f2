package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.counting;
import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static io.heartbeat.internal.hardware.WatchedHardware.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareMemoryTest {
    private final WatchedHardware watch = new WatchedHardware()
            .check(part("a", hot().advising("add a fan")), unknown("b"), counting("c", "crc errors", 3))
            .pass(Duration.ofMillis(1))
            .check(part("a", hot().confirmedBy(2)), unknown("b"), counting("c", "crc errors", 4.5))
            .fail("no answer");

    @Test
    void nothingIsAHeadingAlone() {
        assertThat(HardwareMemory.parse(List.of(watch.engine.memory().get(0)))).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        List<String> lines = watch.engine.memory();

        assertThat(HardwareMemory.lines(HardwareMemory.parse(lines))).isEqualTo(lines);
    }

    @Test
    void whatIsReadIsShown() {
        List<ComponentView> before = watch.engine.components(true);
        List<ComponentView> after = watch.restart().engine.components(true);

        assertThat(after)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("readings", "checkedMillis")
                .isEqualTo(before);
        assertThat(after.get(0).checkedMillis()).isEqualTo(before.get(0).checkedMillis());
    }

    @Test
    void aPersonCanReadIt() {
        assertThat(watch.engine.memory())
                .contains(
                        "component\tdisk\ta\tDisk a\tWARNING\ttrue\t",
                        "condition\thot\tWARNING\tWARNING\t1\t0\t0\t2026-11-22T00:30:00Z\t\tit is hot\t",
                        "component\tdisk\tb\tDisk b\tUNKNOWN\tfalse\tpermission denied; run as root",
                        "counter\tcrc errors\t2026-11-22T00:30:00Z=3.0\t2026-11-22T01:00:00.001Z=4.5",
                        "component\tdisk\tmonitor\tdisk monitor\tUNKNOWN\tfalse\tno answer",
                        "checked\tdisk\t2026-11-22T01:00:00.001Z");
    }

    @Test
    void anotherHeadingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HardwareMemory.parse(List.of("heartbeat hardware v2")))
                .withMessage("the heading is not that of a memory of hardware, version 1");
        assertThatIllegalArgumentException().isThrownBy(() -> HardwareMemory.parse(List.of()));
    }

    @Test
    void aCounterWithoutANameIsNamedAndNoCrash() {
        List<String> lines = new ArrayList<>(watch.engine.memory());
        lines.set(6, "counter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HardwareMemory.parse(lines))
                .withMessage("line 7 makes no sense: it has no name");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, ASLEEP",
        "2, 2, INFORMAL",
        "2, 4, many",
        "2, 7, yesterday",
        "2, 7, +1000000000-12-31T23:59:59.999999999Z",
        "2, 0, remark",
        "6, 2, 3.0",
        "6, 2, 2026-11-22T00:30:00Z=many",
    })
    void aLineThatMakesNoSenseIsNamed(int line, int column, String value) {
        List<String> lines = new ArrayList<>(watch.engine.memory());
        String[] columns = lines.get(line).split("\t", -1);
        columns[column] = value;
        lines.set(line, String.join("\t", columns));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HardwareMemory.parse(lines))
                .withMessageStartingWith("line " + (line + 1) + " makes no sense: ");
    }

    @Test
    void aLineThatIsCutOffOrBelongsToNothingIsNamed() {
        List<String> lines = watch.engine.memory();
        for (String broken : List.of("", "component\tdisk", "condition\thot", "counter", lines.get(2))) {
            assertThatIllegalArgumentException()
                    .as(broken)
                    .isThrownBy(() -> HardwareMemory.parse(List.of(lines.get(0), broken)))
                    .withMessageStartingWith("line 2 makes no sense: ");
        }
    }
}
