package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture of smartctl, replayed by an executable, and the verdict it must get at first sight. */
class VerdictTest {
    private static final String TABLE = """
            scrutiny/smart-ata                                   OK
            scrutiny/smart-ata-full                              OK
            scrutiny/smart-nvme                                  OK
            scrutiny/smart-scsi                                  OK
            scrutiny/smart-fail2                                 CRITICAL disk.pending disk.reallocated disk.selftest smart.attribute.5 smart.failed
            captured/shim-failing-status                         CRITICAL disk.pending disk.reallocated disk.uncorrectable smart.attribute.5 smart.failed
            captured/shim-pending                                CRITICAL disk.pending disk.reallocated disk.uncorrectable
            captured/shim-prefail-now-statusok                   CRITICAL disk.reallocated smart.attribute.5
            captured/shim-in-the-past                            OK
            scrutiny/smart-nvme2                                 OK
            scrutiny/smart-nvme-failed                           WARNING nvme.media-errors
            captured/nvme0-critwarn-1                            CRITICAL smart.failed
            captured/nvme0-critwarn-2                            WARNING disk.temperature
            captured/nvme0-critwarn-4                            CRITICAL smart.failed
            captured/nvme0-critwarn-8                            CRITICAL smart.failed
            captured/nvme0-critwarn-16                           CRITICAL smart.failed
            captured/scsidebug-ie-test-a                         CRITICAL smart.failed
            captured/scsidebug-ie-cleared-a                      OK
            captured/scsidebug-a                                 OK
            scrutiny/smart-megaraid0                             OK
            scrutiny/smart-megaraid1                             WARNING disk.reallocated
            scrutiny/smart-raid                                  UNSUPPORTED
            captured/sdc-a                                       UNSUPPORTED
            captured/shim-standby                                SLEEPING
            captured/shim-standby3                               SLEEPING
            captured/shim-standby0                               SLEEPING
            captured/perm-nobody-sda                             UNKNOWN
            captured/perm-nobody-nvme0                           UNKNOWN
            real-local/nobody-vda-sat                            UNKNOWN
            captured/perm-disk-sda                               UNKNOWN
            captured/perm-root-nocaps-sda                        UNKNOWN
            real-local/missing-device                            missing
            captured/sda-removed-a                               missing
            captured/nvme0-removed-a                             missing
            real-local/dev-null                                  UNSUPPORTED
            real-local/vda-virtio                                UNSUPPORTED
            real-local/regular-file                              UNSUPPORTED
            real-local/directory                                 UNSUPPORTED
            real-local/dev-null-sat                              UNKNOWN
            captured/sdb-a                                       UNKNOWN
            captured/usb-sat                                     UNKNOWN
            captured/sdd-a                                       UNSUPPORTED
            captured/sde-a                                       UNSUPPORTED
            captured/sda-smart-disabled-a                        WARNING disk.smart-disabled
            captured/shim-statuserr                              OK

            captured/megaraid0-a                                 UNSUPPORTED
            captured/megaraid9-a                                 UNKNOWN
            captured/nvme0-a                                     OK
            captured/sda-a                                       OK
            captured/sda-full-recommended                        OK
            captured/sda-x                                       OK
            real-local/bad-option                                UNKNOWN
            real-local/bad-type                                  UNKNOWN
            real-local/megaraid-nodev                            UNKNOWN
            real-local/missing-device-x                          missing
            real-local/no-device-arg                             UNKNOWN
            real-local/no-rawio-cap                              UNKNOWN
            real-local/nobody-missing                            missing
            real-local/nobody-vda                                UNSUPPORTED
            real-local/nvme-missing                              missing
            real-local/plain-missing                             UNKNOWN
            real-local/plain-nobody                              UNKNOWN
            real-local/standby-missing                           missing
            real-local/vda-nvme                                  UNKNOWN
            real-local/vda-virtio-sat                            UNKNOWN
            real-local/vda-virtio-scsi                           UNKNOWN
            real-local/version-json                              UNKNOWN
            scrutiny/smart-ata-date                              OK
            scrutiny/smart-ata-date2                             CRITICAL disk.pending disk.temperature disk.uncorrectable
            scrutiny/smart-ata-failed-scrutiny                   OK
            scrutiny/smart-ata2                                  OK
            scrutiny/smart-fail                                  UNKNOWN
            scrutiny/smart-pass                                  OK
            scrutiny/smart-sat                                   UNKNOWN
            scrutiny/smart-scsi2                                 UNKNOWN
            scrutiny/smartctl_info_nvme                          UNKNOWN
            scrutiny/smartctl_info_sata_smart_support_bool       UNKNOWN
            scrutiny/smartctl_info_sata_smart_support_object     UNKNOWN
            """;

    private static final Set<String> SCANS = Set.of(
            "captured/scan",
            "captured/scan-open",
            "captured/perm-nobody-scan-open",
            "real-local/nobody-scan",
            "real-local/scan-forced",
            "real-local/scan-nodev",
            "real-local/scan-open-nodev",
            "scrutiny/smartctl_scan_megaraid",
            "scrutiny/smartctl_scan_nvme",
            "scrutiny/smartctl_scan_simple");

    @TempDir
    Path folder;

    static Stream<List<String>> table() {
        return TABLE.lines().filter(row -> !row.isBlank()).map(row -> Arrays.asList(row.split(" +")));
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachCaptureGetsItsVerdict(List<String> row) throws Exception {
        Capture capture = Capture.of(row.get(0));
        FakeSmartctl smartctl = new FakeSmartctl(folder).disk("/dev/sdx", "sat", capture);

        HardwareReport report = new TestContext().check(smartctl.monitor());

        if (row.get(1).equals("missing")) {
            assertThat(report).isEqualTo(HardwareReport.complete(List.of()));
            return;
        }
        assertThat(report.components()).hasSize(1);
        ComponentReport disk = report.components().get(0);
        assertThat(disk.state()).as(disk.toString()).hasToString(row.get(1));
        assertThat(codes(disk)).containsExactlyElementsOf(row.subList(2, row.size()));
        if (Set.of("UNKNOWN", "UNSUPPORTED").contains(row.get(1))) {
            assertThat(disk.note()).isNotBlank();
        }
    }

    @Test
    void noCaptureIsForgotten() {
        Set<String> expected = table().map(row -> row.get(0)).collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(SCANS);

        assertThat(Capture.names()).containsExactlyElementsOf(expected);
    }

    @Test
    void aSickDiskIsToldInWordsOneUnderstandsAtNight() throws Exception {
        FakeSmartctl smartctl = new FakeSmartctl(folder).disk("/dev/sda", "sat", Capture.of("captured/shim-pending"));

        ComponentReport disk =
                new TestContext().check(smartctl.monitor()).components().get(0);

        Condition pending = disk.conditions().get(0);
        assertThat(pending.message()).isEqualTo("648 sectors cannot be read and 1208 were replaced");
        assertThat(pending.advice()).isEqualTo("Back up now and replace the disk");
        assertThat(pending.reading()).isEqualTo("pending sectors 648");
        assertThat(disk.label()).isEqualTo("QEMU HARDDISK QEMUSATA01 (/dev/sda)");
        assertThat(disk.id()).isEqualTo("disk-QEMU_HARDDISK-QEMUSATA01");
    }

    @Test
    void aDiskThatMayNotBeReadIsNeverHealthyAndTellsWhatToDo() throws Exception {
        FakeSmartctl smartctl = new FakeSmartctl(folder)
                .disk("/dev/sda", "scsi", Capture.of("captured/perm-disk-sda"))
                .disk("/dev/nvme0", "nvme", Capture.of("captured/perm-nobody-nvme0"));

        HardwareReport report = new TestContext().check(smartctl.monitor());

        assertThat(report.components()).extracting(ComponentReport::note).allMatch(note -> note.contains("as root"));
        assertThat(report.problem()).contains("/dev/sda, /dev/nvme0");
    }

    /** The core joins them, {@code MESSAGE. ADVICE}, and cuts off each after 160 bytes. */
    @ParameterizedTest
    @MethodSource("table")
    void whatPeopleReadIsWholeSentencesThatFit(List<String> row) throws Exception {
        FakeSmartctl smartctl = new FakeSmartctl(folder).disk("/dev/disk/by-id/usb-0", "sat", Capture.of(row.get(0)));

        for (ComponentReport disk : new TestContext().check(smartctl.monitor()).components()) {
            List<String> texts = new ArrayList<>(List.of(disk.note()));
            disk.conditions().forEach(condition -> texts.addAll(List.of(condition.message(), condition.advice())));
            assertThat(texts).allSatisfy(text -> {
                assertThat(text.getBytes(StandardCharsets.UTF_8)).as(text).hasSizeLessThanOrEqualTo(160);
                assertThat(text).doesNotEndWith(".").doesNotMatch("[a-rt-z].*");
            });
        }
    }

    @Test
    void anUnknownBridgeGetsAHint() throws Exception {
        FakeSmartctl smartctl = new FakeSmartctl(folder).disk("/dev/sdd", "scsi", Capture.of("captured/sdd-a"));

        HardwareReport report = new TestContext().check(smartctl.monitor());

        assertThat(report.components().get(0).note()).contains("/dev/sdd@sat").contains("0x46f4:0x0003");
        assertThat(report.problem()).isEmpty();
    }

    private static List<String> codes(ComponentReport report) {
        return report.conditions().stream().map(Condition::code).sorted().toList();
    }
}
