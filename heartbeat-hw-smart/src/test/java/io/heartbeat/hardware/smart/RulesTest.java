package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a single answer means, beyond the captures as they are. */
class RulesTest {
    private static final Capture HARD_DISK = Capture.of("captured/sda-full-recommended");
    private static final Capture NVME = Capture.of("scrutiny/smart-nvme");
    private static final Capture SAS = Capture.of("captured/scsidebug-a");

    private final TestContext core = new TestContext();

    @Test
    void aHardDiskIsTooHotFrom50AndDamagedFrom60() {
        assertThat(conditions(celsius(HARD_DISK, 49))).isEqualTo("[]");
        assertThat(conditions(celsius(HARD_DISK, 50))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(HARD_DISK, 60))).isEqualTo("[CRITICAL disk.temperature 2]");
    }

    @Test
    void solidStateDisksMayBeHotter() {
        Capture disk = HARD_DISK.withNumber("\"rotation_rate\": ", 0);
        assertThat(conditions(celsius(disk, 64))).isEqualTo("[]");
        assertThat(conditions(celsius(disk, 65))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(disk, 70))).isEqualTo("[CRITICAL disk.temperature 2]");
        assertThat(conditions(celsius(NVME, 74))).isEqualTo("[]");
        assertThat(conditions(celsius(NVME, 75))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(NVME, 85))).isEqualTo("[CRITICAL disk.temperature 2]");
    }

    @Test
    void theDisksOwnLimitsCountIfTheyArePlausible() {
        assertThat(conditions(celsius(SAS, 59))).isEqualTo("[]");
        assertThat(conditions(celsius(SAS, 60))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(SAS, 65))).isEqualTo("[CRITICAL disk.temperature 2]");

        Capture limited = limits(NVME, "\"op_limit_max\": 60, \"critical_limit_max\": 63");
        assertThat(conditions(celsius(limited, 59))).isEqualTo("[]");
        assertThat(conditions(celsius(limited, 60))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(limited, 63))).isEqualTo("[CRITICAL disk.temperature 2]");

        for (int absurd : List.of(-273, 0, 29, 121, 65261)) {
            Capture unlimited = limits(NVME, "\"op_limit_max\": " + absurd + ", \"critical_limit_max\": 65261");
            assertThat(conditions(celsius(unlimited, 74))).isEqualTo("[]");
            assertThat(conditions(celsius(unlimited, 75))).isEqualTo("[WARNING disk.temperature 2]");
        }
    }

    @Test
    void aDiskThatFailsByTheExitStatusAloneIsNotHealthy() {
        Capture torn = HARD_DISK.withNumber("\"exit_status\": ", SmartctlAnswer.FAILING);

        assertThat(conditions(torn)).isEqualTo("[CRITICAL smart.failed 1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "name", "when_failed", "raw", "table", "ata_smart_attributes", "protocol", "device"})
    void whatCannotBeReadOfASickDiskCallsOffNothing(String unread) {
        Capture sick = Capture.of("captured/shim-failing-status");
        ComponentReport before = verdict(sick, List.of());
        core.remember(HardwareReport.complete(List.of(before)));
        Capture torn = sick.with(text -> text.replaceAll("\"" + unread + "\":", "\"?\":"));

        assertThat(verdict(torn, before.conditions()).conditions())
                .extracting(Condition::code)
                .containsAll(before.conditions().stream().map(Condition::code).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "value", "status", "table", "standard", "ata_smart_self_test_log"})
    void aSelfTestLogThatCannotBeReadCallsOffNoFailure(String unread) {
        Capture sick = Capture.of("scrutiny/smart-fail2");
        ComponentReport before = verdict(sick, List.of());
        core.remember(HardwareReport.complete(List.of(before)));
        int log = sick.printed().indexOf("ata_smart_self_test_log");
        Capture torn = sick.with(text ->
                text.substring(0, log - 1) + text.substring(log - 1).replaceAll("\"" + unread + "\":", "\"?\":"));

        assertThat(before.conditions()).extracting(Condition::code).contains("disk.selftest");
        assertThat(verdict(torn, before.conditions()).conditions())
                .extracting(Condition::code)
                .contains("disk.selftest");
    }

    private ComponentReport verdict(Capture capture, List<Condition> lastFound) {
        return new Verdict("wwn-1", "Disk", core, lastFound).on(capture.answer());
    }

    @Test
    void aDiskSleepsAlsoIfOnlyItsPowerModeSaysSo() {
        Capture silent = Capture.of("captured/shim-standby3")
                .with(text -> text.replace("Device is in STANDBY mode, exit(3)", "?"));

        assertThat(report(silent).state()).isEqualTo(ComponentState.UNKNOWN);
        assertThat(report(powerMode(silent, 0x00)).state()).isEqualTo(ComponentState.SLEEPING);
        assertThat(report(powerMode(silent, 0x01)).state()).isEqualTo(ComponentState.SLEEPING);
        assertThat(report(powerMode(silent, 0xFF)).state()).isEqualTo(ComponentState.UNKNOWN);
    }

    @Test
    void aDiskThatWasTooHotMustCoolDownBeforeItIsWellAgain() {
        core.remember(Earlier.found("disk", "disk.temperature"));

        assertThat(conditions(celsius(HARD_DISK, 46))).isEqualTo("[WARNING disk.temperature 2]");
        assertThat(conditions(celsius(HARD_DISK, 45))).isEqualTo("[]");
    }

    @Test
    void absurdTemperaturesAreNone() {
        assertThat(conditions(celsius(HARD_DISK, 0))).isEqualTo("[]");
        assertThat(conditions(celsius(HARD_DISK, 65261))).isEqualTo("[]");
    }

    @Test
    void anAttributeOfOldAgeBelowItsThresholdWarns() {
        Capture worn = Capture.of("captured/shim-in-the-past").with(text -> text.replace("\"past\"", "\"now\""));

        assertThat(conditions(worn)).isEqualTo("[WARNING smart.attribute.190 1]");
    }

    @Test
    void attributesOfOtherMeaningAreNotMistaken() {
        Capture sick = Capture.of("captured/shim-pending");
        Capture renamed = sick.with(text -> text.replace("Current_Pending_Sector", "Not_In_Use")
                .replace("Offline_Uncorrectable", "Host_Reads_GiB")
                .replace("Reported_Uncorrect", "Unknown_SSD_Attribute")
                .replace("Reallocated_Sector_Ct", "Program_Fail_Cnt"));

        assertThat(conditions(renamed)).isEqualTo("[]");
    }

    @Test
    void upperBitsAreNotCounted() {
        Capture packed = HARD_DISK.with(text -> text.replaceFirst(
                "(\"Reallocated_Sector_Ct\"[\\s\\S]*?\"raw\": \\{\\s*\"value\": )\\d+(,\\s*\"string\": \")[^\"]*",
                "$153416508262463$216 (0 3)"));
        assertThat(conditions(packed)).isEqualTo("[WARNING disk.reallocated 1]");

        Capture unreadable = packed.with(text -> text.replace("16 (0 3)", "0x309500000010"));
        assertThat(conditions(unreadable)).isEqualTo("[]");
    }

    @Test
    void aMomentaryPendingSectorOfASolidStateDiskMustBeConfirmed() {
        Capture disk = Capture.of("captured/shim-pending")
                .withNumber("\"rotation_rate\": ", 0)
                .withRaw("Offline_Uncorrectable", 0)
                .withRaw("Reported_Uncorrect", 0);

        assertThat(conditions(disk)).isEqualTo("[CRITICAL disk.pending 2]");
    }

    @Test
    void aFailedSelfTestCountsUntilALaterExtendedOnePasses() {
        Capture failed = Capture.of("scrutiny/smart-fail2");
        assertThat(conditions(failed)).contains("disk.selftest");

        Capture repeated = failed.with(text -> text.replaceFirst("\"Short offline\"", "\"Extended offline\""));
        assertThat(conditions(repeated)).doesNotContain("disk.selftest");
    }

    @Test
    void theExitStatusTellsOfFailedSelfTestsIfTheLogDoesNot() {
        Capture disk = Capture.of("scrutiny/smart-pass").withNumber("\"exit_status\": ", 128);

        assertThat(conditions(disk)).isEqualTo("[WARNING disk.selftest 1]");
    }

    @Test
    void aFailedSelfTestOfNvmeAndScsiCountsToo() {
        String entry = "\"self_test_code\": {\"value\": 1}, \"self_test_result\": {\"value\": %d, \"string\": \"it\"}";
        Capture nvme = NVME.with(text -> text.replaceFirst(
                "\"smart_status\"",
                "\"nvme_self_test_log\": {\"table\": [{" + entry.formatted(7) + "}]}, \"smart_status\""));
        assertThat(conditions(nvme)).isEqualTo("[WARNING disk.selftest 1]");

        Capture sas = SAS.with(text -> text.replaceFirst(
                "\"smart_status\"",
                "\"scsi_self_test_0\": {\"code\": {\"value\": 1}, \"result\": {\"value\": 7}}, \"smart_status\""));
        assertThat(conditions(sas)).isEqualTo("[WARNING disk.selftest 1]");
        Capture repeated = sas.with(text -> text.replaceFirst(
                "\"scsi_self_test_0\"",
                "\"scsi_self_test_0\": {\"code\": {\"value\": 2}, \"result\": {\"value\": 0}}, \"scsi_self_test_1\""));
        assertThat(conditions(repeated)).isEqualTo("[]");
    }

    @Test
    void nvmeSpareAlarmsBelowItsThresholdOnly() {
        assertThat(conditions(NVME.withNumber("\"available_spare\": ", 10))).isEqualTo("[]");
        assertThat(conditions(NVME.withNumber("\"available_spare\": ", 9))).isEqualTo("[CRITICAL nvme.spare 1]");
    }

    @Test
    void wearWarnsFrom90Percent() {
        assertThat(conditions(NVME.withNumber("\"percentage_used\": ", 89))).isEqualTo("[]");
        assertThat(conditions(NVME.withNumber("\"percentage_used\": ", 90))).isEqualTo("[WARNING nvme.wear 1]");
        assertThat(conditions(NVME.withNumber("\"percentage_used\": ", 255))).isEqualTo("[WARNING nvme.wear 1]");
        Capture sata = HARD_DISK.with(text -> text.replaceFirst(
                "\"smart_status\"", "\"endurance_used\": {\"current_percent\": 95}, \"smart_status\""));
        assertThat(conditions(sata)).isEqualTo("[WARNING disk.wear 1]");
    }

    @Test
    void grownDefectsAreCountedInBytesBefore72() {
        Capture old = SAS.with(text -> text.replaceFirst("7,\\s*3", "7, 1")
                .replace("\"temperature_warning\"", "\"scsi_grown_defect_list\": 120, \"temperature_warning\""));
        assertThat(conditions(old)).isEqualTo("[]");
        assertThat(conditions(old.with(text -> text.replaceFirst("7, 1", "7, 2"))))
                .isEqualTo("[WARNING scsi.grown-defects 1]");
    }

    @Test
    void smartSwitchedOffIsAWarningForAtaAloneAsScsiDisksSaySoInGoodHealth() {
        Capture off = HARD_DISK.with(text -> text.replaceFirst("\"enabled\": true", "\"enabled\": false"));

        assertThat(conditions(off)).isEqualTo("[WARNING disk.smart-disabled 1]");
        assertThat(conditions(SAS)).isEqualTo("[]");
    }

    @Test
    void aSickDiskIsNotOverlookedForWantOfAStatus() {
        Capture mute = Capture.of("captured/shim-pending").with(text -> text.replace("\"passed\"", "\"nothing\""));
        core.remember(Earlier.found("disk", "smart.failed"));

        assertThat(conditions(mute)).contains("CRITICAL disk.pending 1", "CRITICAL smart.failed 1");
    }

    @Test
    void whatCouldNotBeReadStaysOpen() {
        Capture blind = HARD_DISK.with(text -> text.replace("ata_smart_attributes", "nothing"));
        core.remember(Earlier.found("disk", "disk.pending"));

        assertThat(report(blind).state()).isEqualTo(ComponentState.UNKNOWN);
        assertThat(conditions(blind.with(
                        text -> text.replaceFirst("(\"smart_status\": \\{\\s*\"passed\": )true", "$1false"))))
                .isEqualTo("[CRITICAL smart.failed 1, WARNING disk.pending 1]");
    }

    @Test
    void unexpectedTypesDoNoHarm() {
        for (String name : Capture.names()) {
            Capture capture = Capture.of(name);
            for (String other : List.of("null", "[]", "{}", "\"text\"", "1e400", "-1", "true")) {
                String spoilt = capture.printed().replaceAll(": (\\d+|true|false|\"[^\"]*\")(?=[,\\n])", ": " + other);
                SmartctlAnswer.parse(spoilt, capture.exit()).ifPresent(answer -> {
                    assertThat(new Verdict("disk", "Disk", core, List.of())
                                    .on(answer)
                                    .label())
                            .isEqualTo("Disk");
                    assertThat(DiskIdentity.of(answer)).isNotNull();
                });
            }
        }
    }

    private static Capture powerMode(Capture capture, int mode) {
        return capture.with(text ->
                text.replace("\"local_time\"", "\"power_mode\": {\"ata_value\": " + mode + "}, \"local_time\""));
    }

    private static Capture celsius(Capture capture, int celsius) {
        return capture.withNumber("\"temperature\": {\n    \"current\": ", 1000)
                .with(text -> text.replaceFirst("\"current\": 1000", "\"current\": " + celsius));
    }

    private static Capture limits(Capture capture, String limits) {
        return capture.with(text -> text.replaceFirst(
                "\"temperature\": \\{\\s*\"current\": (\\d+)", "\"temperature\": {\n    \"current\": $1, " + limits));
    }

    private ComponentReport report(Capture capture) {
        return new Verdict("disk", "Disk", core, List.of()).on(capture.answer());
    }

    private String conditions(Capture capture) {
        return report(capture).conditions().stream()
                .map(RulesTest::text)
                .sorted()
                .toList()
                .toString();
    }

    private static String text(Condition condition) {
        return condition.severity() + " " + condition.code() + " " + condition.confirmations();
    }
}
