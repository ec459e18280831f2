package io.heartbeat.hardware.smart;

import io.heartbeat.hardware.smart.Findings.Counted;
import io.heartbeat.spi.Condition;
import java.util.List;
import java.util.OptionalLong;

/** What is wrong with a SCSI or SAS disk. */
final class ScsiRules {
    static final String GROWN_DEFECTS = "scsi.grown-defects";
    static final String UNCORRECTED = "scsi.uncorrected";

    private static final int SOME_DEFECTS = 16;

    private ScsiRules() {}

    static void apply(SmartctlAnswer answer, Findings findings) {
        CommonRules.status(answer, findings);
        grownDefects(answer, findings);
        uncorrected(answer, findings);
        OptionalLong pending = answer.json().number("scsi_pending_defects.count");
        if (pending.isPresent()) {
            CommonRules.pending(answer, pending.getAsLong(), 0, 1, findings);
        } else {
            findings.unread(CommonRules.PENDING);
        }
        CommonRules.selfTests(answer, SelfTest.of(answer), findings);
        CommonRules.wear(answer, findings);
        CommonRules.temperature(answer, findings);
    }

    private static void grownDefects(SmartctlAnswer answer, Findings findings) {
        OptionalLong listed = answer.json().number("scsi_grown_defect_list");
        if (listed.isEmpty()) {
            findings.unread(GROWN_DEFECTS);
            return;
        }
        // Before 7.2, smartctl gave the length of the list in bytes, 8 for each defect.
        boolean inBytes = answer.isOlderThan(7, 2) || !answer.json().has("smartctl.version");
        long count = inBytes ? listed.getAsLong() / 8 : listed.getAsLong();
        Counted defects = findings.counted("grown defects", count);
        if (count >= SOME_DEFECTS || defects.grown() > 0) {
            findings.found(Condition.warning(
                            GROWN_DEFECTS,
                            CommonRules.sectors(count) + " went bad since the disk was made" + defects.growth())
                    .advising("Back up, and replace the disk if the number keeps growing")
                    .shownBy(defects.reading()));
        }
    }

    private static void uncorrected(SmartctlAnswer answer, Findings findings) {
        long sum = 0;
        boolean told = false;
        for (String operation : List.of("read", "write", "verify")) {
            OptionalLong errors =
                    answer.json().number("scsi_error_counter_log." + operation + ".total_uncorrected_errors");
            told |= errors.isPresent();
            sum += errors.orElse(0);
        }
        if (!told) {
            findings.unread(UNCORRECTED);
            return;
        }
        Counted errors = findings.counted("uncorrected errors", sum);
        if (sum > 0) {
            findings.found(Condition.warning(
                            UNCORRECTED,
                            sum + (sum == 1 ? " read or write" : " reads or writes") + " failed for good"
                                    + errors.growth())
                    .advising("Back up, and replace the disk if the number keeps growing")
                    .shownBy(errors.reading()));
        }
    }
}
