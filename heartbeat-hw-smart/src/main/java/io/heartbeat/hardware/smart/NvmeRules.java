package io.heartbeat.hardware.smart;

import io.heartbeat.hardware.smart.Findings.Counted;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.Reading;
import io.heartbeat.spi.Reading.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is wrong with an NVMe disk, by its health log. The number of error-log entries is none of it: it grows on healthy disks whenever
 * somebody asks for what they do not support.
 */
final class NvmeRules {
    static final String SPARE = "nvme.spare";
    static final String WEAR = "nvme.wear";
    static final String MEDIA_ERRORS = "nvme.media-errors";

    private static final String LOG = "nvme_smart_health_information_log.";
    private static final int TEMPERATURE = 1 << 1;

    /** The bits of the critical warning but that of the temperature (NVM Express Base Specification, "SMART / Health Information"). */
    private enum Warning {
        SPARE(1, "its spare memory runs out"),
        RELIABILITY(1 << 2, "errors have made it unreliable"),
        READ_ONLY(1 << 3, "it has become read-only"),
        BACKUP(1 << 4, "its memory is no longer backed up when power fails"),
        PERSISTENT_MEMORY(1 << 5, "its persistent memory has become unreliable");

        private final int bit;
        private final String meaning;

        Warning(int bit, String meaning) {
            this.bit = bit;
            this.meaning = meaning;
        }
    }

    private NvmeRules() {}

    static void apply(SmartctlAnswer answer, Findings findings) {
        criticalWarning(answer, findings);
        JsonView json = answer.json();
        OptionalLong spare = json.number(LOG + "available_spare");
        OptionalLong threshold = json.number(LOG + "available_spare_threshold");
        if (spare.isPresent() && threshold.isPresent()) {
            spare(spare.getAsLong(), threshold.getAsLong(), findings);
        } else {
            findings.unread(SPARE);
        }
        OptionalLong used = json.number(LOG + "percentage_used");
        if (used.isPresent()) {
            CommonRules.wear(WEAR, used.getAsLong(), findings);
        } else {
            findings.unread(WEAR);
        }
        OptionalLong errors = json.number(LOG + "media_errors");
        if (errors.isPresent()) {
            mediaErrors(errors.getAsLong(), findings);
        } else {
            findings.unread(MEDIA_ERRORS);
        }
        CommonRules.selfTests(answer, SelfTest.of(answer), findings);
        CommonRules.temperature(answer, findings);
    }

    private static void criticalWarning(SmartctlAnswer answer, Findings findings) {
        OptionalLong status = answer.json().number("smart_status.nvme.value");
        OptionalLong warning = status.isPresent() ? status : answer.json().number(LOG + "critical_warning");
        if (warning.isEmpty()) {
            CommonRules.status(answer, findings);
            return;
        }
        long bits = warning.getAsLong();
        if ((bits & TEMPERATURE) != 0) {
            findings.found(Condition.warning(
                            CommonRules.TEMPERATURE, "The disk says that its temperature is outside of its limits")
                    .advising("Look at fans, filters and airflow")
                    .confirmedBy(2));
        }
        if ((bits & ~TEMPERATURE) != 0) {
            List<String> meanings = new ArrayList<>();
            for (Warning each : Warning.values()) {
                if ((bits & each.bit) != 0) {
                    meanings.add(each.meaning);
                }
            }
            findings.found(Condition.critical(
                            CommonRules.FAILED,
                            "The disk says that "
                                    + (meanings.isEmpty()
                                            ? "something is critically wrong"
                                            : String.join(", and ", meanings)))
                    .advising(CommonRules.REPLACE));
        } else if (bits == 0) {
            CommonRules.status(answer, findings);
        }
    }

    private static void spare(long percent, long threshold, Findings findings) {
        Reading reading = findings.measured("available spare", percent, Unit.PERCENT);
        if (percent < threshold) {
            findings.found(Condition.critical(
                            SPARE,
                            "Only " + percent + " % of its spare memory is left; the maker's limit is " + threshold
                                    + " %")
                    .advising(CommonRules.REPLACE)
                    .shownBy(reading));
        }
    }

    private static void mediaErrors(long count, Findings findings) {
        Counted errors = findings.counted("media errors", count);
        if (count > 0) {
            String message = "Data could not be read or written correctly, " + CommonRules.times(count);
            findings.found((errors.grown() > 0
                            ? Condition.critical(MEDIA_ERRORS, message + errors.growth())
                                    .advising(CommonRules.REPLACE)
                            : Condition.warning(MEDIA_ERRORS, message)
                                    .advising("Back up, and watch whether the number grows"))
                    .shownBy(errors.reading()));
        }
    }
}
