package com.example.heartbeat.diskspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.testkit.HardwareMonitorContract;
import io.heartbeat.testkit.TestContext;
import io.heartbeat.testkit.TestSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskSpaceMonitorTest {
    private static final long GIB = 1L << 30;

    private final TestContext context = new TestContext();

    @Test
    void keeps_the_contract_of_a_hardware_monitor() {
        HardwareMonitorContract.of(new DiskSpaceMonitorFactory()).verify();
    }

    @Test
    void reports_a_file_system_that_is_nearly_full() throws Exception {
        ComponentReport report = check(new Fake("/srv", 93 * GIB, 7 * GIB));

        assertThat(report.id()).isEqualTo("/srv");
        assertThat(report.state()).isEqualTo(ComponentState.WARNING);
        assertThat(report.conditions())
                .containsExactly(new Condition(
                        "space.low",
                        Severity.WARNING,
                        "is 93 % full, 7.0 GiB left",
                        "delete or move files, or enlarge it",
                        "used 93 %",
                        1));
    }

    @Test
    void is_critical_only_when_little_is_left_in_bytes_too() throws Exception {
        assertThat(check(new Fake("/srv", 98 * GIB, 2 * GIB)).state()).isEqualTo(ComponentState.CRITICAL);
        assertThat(check(new Fake("/pool", 9800 * GIB, 200 * GIB)).state()).isEqualTo(ComponentState.WARNING);
    }

    @Test
    void a_problem_begins_at_90_percent_and_ends_below_80() throws Exception {
        assertThat(check(new Fake("/srv", 89, 11)).state()).isEqualTo(ComponentState.OK);
        assertThat(check(new Fake("/srv", 90, 10)).state()).isEqualTo(ComponentState.WARNING);
        assertThat(check(new Fake("/srv", 80, 20)).state()).isEqualTo(ComponentState.WARNING);
        assertThat(check(new Fake("/srv", 79, 21)).state()).isEqualTo(ComponentState.OK);
        assertThat(check(new Fake("/srv", 79, 21)).state()).isEqualTo(ComponentState.OK);
        assertThat(check(new Fake("/srv", 89, 11)).state()).isEqualTo(ComponentState.OK);
        assertThat(context.events())
                .extracting(HeartbeatEvent::type)
                .containsExactly("HARDWARE_PROBLEM", "HARDWARE_RECOVERED");
    }

    @Test
    void a_file_system_that_does_not_answer_is_unknown_and_hides_no_other() throws Exception {
        Volume sick = new Volume() {
            @Override
            public String mountPoint() {
                return "/sick";
            }

            @Override
            public Space space() throws IOException {
                throw new IOException("Input/output error");
            }
        };

        List<ComponentReport> reports = checkAll(sick, new Fake("/", 1, 9));

        assertThat(reports)
                .extracting(ComponentReport::state)
                .containsExactly(ComponentState.UNKNOWN, ComponentState.OK);
        assertThat(reports.get(0).note()).contains("Input/output error");
    }

    @Test
    void leaves_out_what_is_excluded_and_what_is_mounted_below_it() throws Exception {
        HardwareMonitor monitor =
                monitor(List.of("/srv"), new Fake("/srv", 1, 9), new Fake("/srv/a", 1, 9), new Fake("/srv2", 1, 9));

        assertThat(context.check(monitor).components())
                .extracting(ComponentReport::id)
                .containsExactly("/srv2");
    }

    @Test
    void gives_every_mount_point_an_id_of_its_own() throws Exception {
        List<ComponentReport> reports = checkAll(
                new Fake("/a b", 1, 9),
                new Fake("/a_b", 1, 9),
                new Fake("/a\tb", 1, 9),
                new Fake("/ä" + "x".repeat(200), 1, 9),
                new Fake("/", 0, 0));

        assertThat(reports)
                .extracting(ComponentReport::id)
                .doesNotHaveDuplicates()
                .contains("/", "/a_b");
    }

    @Test
    void stops_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> check(new Fake("/", 1, 9))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void limits_must_be_in_order() {
        TestSettings settings = TestSettings.of(Map.of("warning", "95", "critical", "94"));

        new DiskSpaceMonitorFactory().create(settings);

        assertThat(settings.errors())
                .singleElement()
                .asString()
                .contains("must be at least warning, which is 95, but is 94");
    }

    private ComponentReport check(Volume volume) throws Exception {
        return checkAll(volume).get(0);
    }

    private List<ComponentReport> checkAll(Volume... volumes) throws Exception {
        return context.check(monitor(List.of(), volumes)).components();
    }

    private static HardwareMonitor monitor(List<String> exclude, Volume... volumes) {
        return new DiskSpaceMonitor(new Limits(90, 98), exclude, () -> List.of(volumes));
    }

    private record Fake(String mountPoint, long used, long available) implements Volume {
        @Override
        public Space space() {
            return new Space(used, available);
        }
    }
}
