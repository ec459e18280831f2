package io.heartbeat.hardware.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Counters that are watched from check to check. */
class GrowthTest {
    private static final Capture HARD_DISK = Capture.of("captured/shim-pending")
            .withRaw("Reallocated_Sector_Ct", 0)
            .withRaw("Reported_Uncorrect", 0)
            .withRaw("Command_Timeout", 0)
            .withRaw("Current_Pending_Sector", 0)
            .withRaw("Offline_Uncorrectable", 0);
    private static final Capture SOLID_STATE = HARD_DISK.withNumber("\"rotation_rate\": ", 0);

    private final TestContext core = new TestContext();

    @Test
    void theHardDiskIsHealthyToBeginWith() {
        assertThat(conditions(HARD_DISK)).isEqualTo("[]");
        assertThat(conditions(SOLID_STATE)).isEqualTo("[]");
    }

    @Test
    void linkErrorsWarnOnlyWhileTheyGrow() {
        LongFunction<Capture> errors = count -> HARD_DISK.withRaw("UDMA_CRC_Error_Count", count);

        assertThat(conditions(errors.apply(108))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), errors.apply(109))).isEqualTo("[WARNING disk.crc]");
        assertThat(after(Duration.ofHours(20), errors.apply(109))).isEqualTo("[WARNING disk.crc]");
        assertThat(after(Duration.ofHours(4), errors.apply(109))).isEqualTo("[]");
    }

    @Test
    void theErrorLogWarnsOnlyWhileItGrows() {
        LongFunction<Capture> log = count -> HARD_DISK.with(text -> text.replaceFirst(
                "(\"ata_smart_error_log\": \\{\\s*\"summary\": \\{\\s*\"revision\": 1,\\s*\"count\": )\\d+",
                "$1" + count));

        assertThat(conditions(log.apply(56))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), log.apply(57))).isEqualTo("[WARNING disk.errorlog]");
        assertThat(after(Duration.ofHours(24), log.apply(57))).isEqualTo("[]");
    }

    @Test
    void reallocatedSectorsOfAHardDiskWarnFrom16AndAlarmFrom1000OrWhenTheyGrowBy10ADay() {
        LongFunction<Capture> sectors = count -> HARD_DISK.withRaw("Reallocated_Sector_Ct", count);

        assertThat(conditions(sectors.apply(15))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), sectors.apply(16))).isEqualTo("[WARNING disk.reallocated]");
        assertThat(after(Duration.ofHours(1), sectors.apply(24))).isEqualTo("[WARNING disk.reallocated]");
        assertThat(after(Duration.ofHours(1), sectors.apply(25))).isEqualTo("[CRITICAL disk.reallocated]");
        assertThat(after(Duration.ofHours(25), sectors.apply(25))).isEqualTo("[WARNING disk.reallocated]");
        assertThat(after(Duration.ofDays(10), sectors.apply(999))).isEqualTo("[CRITICAL disk.reallocated]");
        assertThat(after(Duration.ofHours(24), sectors.apply(999))).isEqualTo("[WARNING disk.reallocated]");
        assertThat(after(Duration.ofHours(24), sectors.apply(1000))).isEqualTo("[CRITICAL disk.reallocated]");
    }

    @Test
    void aSolidStateDiskMayUseItsSparesButIsWatchedWhileItDoes() {
        LongFunction<Capture> sectors = count -> SOLID_STATE.withRaw("Reallocated_Sector_Ct", count);

        assertThat(conditions(sectors.apply(2000))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), sectors.apply(2100))).isEqualTo("[WARNING disk.reallocated]");
        assertThat(after(Duration.ofHours(24), sectors.apply(2100))).isEqualTo("[]");
    }

    @Test
    void pendingSectorsWarnAndAlarmFrom10OrWhenTheyGrow() {
        LongFunction<Capture> sectors = count -> HARD_DISK.withRaw("Current_Pending_Sector", count);

        assertThat(conditions(sectors.apply(9))).isEqualTo("[WARNING disk.pending]");
        assertThat(after(Duration.ofHours(1), sectors.apply(8))).isEqualTo("[WARNING disk.pending]");
        assertThat(after(Duration.ofHours(1), sectors.apply(9))).isEqualTo("[CRITICAL disk.pending]");
        assertThat(after(Duration.ofHours(25), sectors.apply(9))).isEqualTo("[WARNING disk.pending]");
        assertThat(after(Duration.ofHours(1), sectors.apply(0))).isEqualTo("[]");
    }

    @Test
    void tenPendingSectorsAlarmAtFirstSight() {
        assertThat(conditions(HARD_DISK.withRaw("Current_Pending_Sector", 10))).isEqualTo("[CRITICAL disk.pending]");
    }

    @Test
    void uncorrectableErrorsWarnAtFirstSightAndAlarmWhenTheyGrow() {
        LongFunction<Capture> reported = count -> HARD_DISK.withRaw("Reported_Uncorrect", count);
        assertThat(conditions(reported.apply(1))).isEqualTo("[WARNING disk.uncorrectable]");
        assertThat(after(Duration.ofHours(1), reported.apply(2))).isEqualTo("[CRITICAL disk.uncorrectable]");
        assertThat(after(Duration.ofHours(25), reported.apply(2))).isEqualTo("[WARNING disk.uncorrectable]");

        LongFunction<Capture> offline = count -> HARD_DISK.withRaw("Offline_Uncorrectable", count);
        assertThat(after(Duration.ofDays(2), offline.apply(3))).isEqualTo("[CRITICAL disk.uncorrectable]");
        assertThat(after(Duration.ofDays(2), offline.apply(3))).isEqualTo("[WARNING disk.uncorrectable]");
        assertThat(after(Duration.ofHours(1), HARD_DISK)).isEqualTo("[]");
    }

    @Test
    void timeoutsWarnWhenThereAreMoreThanFiveADayHoweverTheyArePacked() {
        LongFunction<Capture> packed = count -> HARD_DISK.withRaw("Command_Timeout", count << 32 | count << 16 | count);

        assertThat(conditions(packed.apply(22))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), packed.apply(27))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), packed.apply(28))).isEqualTo("[WARNING disk.timeouts]");
        assertThat(after(Duration.ofHours(24), packed.apply(28))).isEqualTo("[]");
    }

    @Test
    void mediaErrorsOfNvmeWarnAtFirstSightAndAlarmWhenTheyGrow() {
        LongFunction<Capture> errors =
                count -> Capture.of("scrutiny/smart-nvme-failed").withNumber("\"media_errors\": ", count);

        assertThat(conditions(Capture.of("scrutiny/smart-nvme-failed"))).isEqualTo("[WARNING nvme.media-errors]");
        assertThat(after(Duration.ofHours(1), errors.apply(8))).isEqualTo("[CRITICAL nvme.media-errors]");
        assertThat(after(Duration.ofHours(25), errors.apply(8))).isEqualTo("[WARNING nvme.media-errors]");
    }

    @Test
    void theNvmeErrorLogNeverMatters() {
        Capture disk = Capture.of("scrutiny/smart-nvme2");

        assertThat(conditions(disk)).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), disk.withNumber("\"num_err_log_entries\": ", 99999)))
                .isEqualTo("[]");
    }

    @Test
    void grownDefectsWarnFrom16OrWhenTheyGrow() {
        LongFunction<Capture> defects = count -> Capture.of("captured/scsidebug-a")
                .with(text -> text.replace(
                        "\"temperature_warning\"",
                        "\"scsi_grown_defect_list\": " + count + ", \"temperature_warning\""));

        assertThat(conditions(defects.apply(14))).isEqualTo("[]");
        assertThat(after(Duration.ofHours(1), defects.apply(15))).isEqualTo("[WARNING scsi.grown-defects]");
        assertThat(after(Duration.ofHours(24), defects.apply(15))).isEqualTo("[]");
        assertThat(after(Duration.ofDays(2), defects.apply(260))).isEqualTo("[WARNING scsi.grown-defects]");
        assertThat(after(Duration.ofDays(2), defects.apply(260))).isEqualTo("[WARNING scsi.grown-defects]");
    }

    @Test
    void uncorrectedScsiErrorsWarnAtFirstSight() {
        Capture sick = Capture.of("scrutiny/smart-scsi").withNumber("\"total_uncorrected_errors\": ", 535);

        assertThat(conditions(sick)).isEqualTo("[WARNING scsi.uncorrected]");
        assertThat(after(Duration.ofDays(2), sick)).isEqualTo("[WARNING scsi.uncorrected]");
    }

    private String after(Duration time, Capture capture) {
        core.advance(time);
        return conditions(capture);
    }

    private String conditions(Capture capture) {
        ComponentReport report = new Verdict("disk", "Disk", core, List.of()).on(capture.answer());
        core.remember(HardwareReport.complete(List.of(report)));
        return report.conditions().stream()
                .map(GrowthTest::text)
                .sorted()
                .toList()
                .toString();
    }

    private static String text(Condition condition) {
        return condition.severity() + " " + condition.code();
    }
}
