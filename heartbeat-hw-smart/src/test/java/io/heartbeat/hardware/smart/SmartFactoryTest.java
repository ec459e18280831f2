package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HardwareMonitorContract;
import io.heartbeat.testkit.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmartFactoryTest {
    @TempDir
    Path folder;

    @Test
    void itNeedsNoSettings() {
        TestSettings settings = TestSettings.of(Map.of());

        new SmartFactory().create(settings).close();

        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void itReadsEveryKey() {
        TestSettings settings = TestSettings.of(Map.of(
                "smartctl", "/opt/bin/smartctl",
                "devices", "/dev/sda, /dev/sdb@sat",
                "exclude", "/dev/sdc",
                "timeout", "10s",
                "standby", "off"));

        new SmartFactory().create(settings).close();

        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void devicesMayNameTypesThatContainCommas() {
        TestSettings settings = TestSettings.of(Map.of(
                "devices",
                "/dev/sda, /dev/bus/0@megaraid,0, /dev/bus/0@megaraid,1,/dev/sdb@aacraid,0,1,2 ,"
                        + " /dev/disk/by-path/pci-0000:00:1f.2-ata-1, /dev/sg1@areca,3/2, /dev/sdd@sat+megaraid,4"));

        assertThat(Device.read(settings, "devices"))
                .containsExactly(
                        new Device("/dev/sda", ""),
                        new Device("/dev/bus/0", "megaraid,0"),
                        new Device("/dev/bus/0", "megaraid,1"),
                        new Device("/dev/sdb", "aacraid,0,1,2"),
                        new Device("/dev/disk/by-path/pci-0000:00:1f.2-ata-1", ""),
                        new Device("/dev/sg1", "areca,3/2"),
                        new Device("/dev/sdd", "sat+megaraid,4"));
        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void whatIsNoDeviceIsToldWithTheValue() {
        for (String wrong :
                List.of("sda", "/dev/sda@", "/dev/sda@-x", "/dev/s da", "-x", "/dev/sda, 0", "/dev/a@sat@b")) {
            TestSettings settings = TestSettings.of(Map.of("devices", wrong, "exclude", wrong));

            new SmartFactory().create(settings).close();

            assertThat(settings.errors()).as(wrong).hasSize(2);
            assertThat(settings.errors().get(0))
                    .contains("devices must list device names like /dev/sda")
                    .endsWith("'");
        }
    }

    @Test
    void theTimeoutHasBounds() {
        for (String wrong : List.of("0s", "11m", "soon")) {
            TestSettings settings = TestSettings.of(Map.of("timeout", wrong));
            new SmartFactory().create(settings).close();
            assertThat(settings.errors()).as(wrong).hasSize(1);
        }
    }

    @Test
    void standbyOffWakesDisks() throws Exception {
        Smartctl waking = new Smartctl(Optional.empty(), List.of(), Duration.ofSeconds(1), false);

        assertThat(waking.arguments(new Device("/dev/sda", "")))
                .containsExactly("--json", "-i", "-H", "-A", "-l", "error", "-l", "selftest", "/dev/sda");
    }

    @Test
    void theUsualPlacesAreSearchedAfterThePath() {
        assertThat(Smartctl.searchPath("/home/me/bin::relative:/usr/sbin"))
                .extracting(Object::toString)
                .startsWith("/home/me/bin", "/usr/sbin", "/usr/local/sbin", "/sbin")
                .doesNotContain("relative", "");
    }

    @Test
    void itKeepsWhatTheCoreReliesOn() {
        FakeSmartctl smartctl = new FakeSmartctl(folder)
                .disk("/dev/sda", "sat", Capture.of("scrutiny/smart-ata"))
                .disk("/dev/sdb", "sat", Capture.of("captured/shim-pending"))
                .disk("/dev/sdc", "sat", Capture.of("captured/shim-standby3"))
                .disk("/dev/sdd", "scsi", Capture.of("captured/perm-disk-sda"))
                .disk("/dev/sde", "scsi", Capture.of("captured/sdc-a"))
                .disk("/dev/nvme0", "nvme", Capture.of("captured/nvme0-critwarn-4"));

        HardwareMonitorContract.of(new SmartFactory())
                .with("smartctl", smartctl.program().toString())
                .with("exclude", "/dev/sde")
                .verify();
    }
}
