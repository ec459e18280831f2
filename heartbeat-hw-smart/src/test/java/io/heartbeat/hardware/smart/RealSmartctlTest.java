package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the smartctl of this machine, and whatever disks it has. */
class RealSmartctlTest {
    private final Smartctl smartctl = new Smartctl(Optional.empty(), Duration.ofSeconds(60), true);

    @BeforeEach
    void installed() {
        assumeTrue(smartctl.program().isPresent(), smartctl.absence());
    }

    @Test
    void theDisksOfThisMachineAreNeverHealthyWithoutSayingSo() throws Exception {
        HardwareReport report = new TestContext().check(monitor());

        assertThat(report.problem()).doesNotContain("too old", "no answer");
        for (ComponentReport disk : report.components()) {
            assertThat(disk.state() == ComponentState.OK && disk.readings().isEmpty())
                    .as(disk.toString())
                    .isFalse();
        }
    }

    @Test
    void whatIsNoDiskIsUnsupportedAndWhatIsNotThereIsUnknown() throws Exception {
        HardwareReport report = new TestContext()
                .check(monitor(
                        new Device("/dev/null", ""), new Device("/dev/sdzz", ""), new Device("/dev/null", "bogus")));

        assertThat(stateOf(report, "device:/dev/null")).isEqualTo(ComponentState.UNKNOWN);
        assertThat(stateOf(report, "device:/dev/sdzz")).isEqualTo(ComponentState.UNKNOWN);

        HardwareReport again = new TestContext().check(monitor(new Device("/dev/null", "")));
        assertThat(stateOf(again, "device:/dev/null")).isEqualTo(ComponentState.UNSUPPORTED);
    }

    private SmartMonitor monitor(Device... devices) {
        return new SmartMonitor(
                smartctl, new DeviceScan(smartctl, List.of(devices), List.of()), LinuxDevices.ofThisMachine());
    }

    private static ComponentState stateOf(HardwareReport report, String id) {
        return report.components().stream()
                .filter(disk -> disk.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
