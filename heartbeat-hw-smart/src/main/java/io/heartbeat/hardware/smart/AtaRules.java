package io.heartbeat.hardware.smart;

import io.heartbeat.hardware.smart.Findings.Counted;
import io.heartbeat.spi.Condition;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What is wrong with an ATA disk. Its own verdict comes late or never; unreadable and replaced sectors foretell failure better. Counters
 * that also grow on healthy disks (link errors, time-outs, the error log) matter only while they grow.
 */
final class AtaRules {
    static final String ATTRIBUTE = "smart.attribute.";
    static final String UNCORRECTABLE = "disk.uncorrectable";
    static final String REALLOCATED = "disk.reallocated";
    static final String TIMEOUTS = "disk.timeouts";
    static final String LINK_ERRORS = "disk.crc";
    static final String ERROR_LOG = "disk.errorlog";
    static final String SMART_DISABLED = "disk.smart-disabled";

    private static final int SOME_REALLOCATED = 16;
    private static final int MANY_REALLOCATED = 1000;
    private static final int MANY_REALLOCATED_A_DAY = 10;
    private static final int MANY_TIMEOUTS_A_DAY = 5;

    private AtaRules() {}

    static void apply(SmartctlAnswer answer, Findings findings) {
        switchedOff(answer, findings);
        CommonRules.status(answer, findings);
        if (!AtaAttribute.isWhole(answer)) {
            findings.unread(CommonRules.PENDING, UNCORRECTABLE, REALLOCATED, TIMEOUTS, LINK_ERRORS);
            IntStream.range(1, 256).forEach(id -> findings.unread(ATTRIBUTE + id));
        }
        List<AtaAttribute> table = AtaAttribute.table(answer);
        thresholds(table, findings);
        pending(answer, table, findings);
        uncorrectable(answer, table, findings);
        reallocated(answer, table, findings);
        timeouts(table, findings);
        linkErrors(table, findings);
        errorLog(answer, findings);
        CommonRules.selfTests(answer, SelfTest.of(answer), findings);
        CommonRules.wear(answer, findings);
        CommonRules.temperature(answer, findings);
    }

    private static void switchedOff(SmartctlAnswer answer, Findings findings) {
        JsonView json = answer.json();
        boolean available = json.flag("smart_support.available").orElse(false);
        boolean enabled = json.flag("smart_support.enabled").orElse(true);
        boolean mute = answer.passed().isEmpty()
                && !json.has("ata_smart_attributes")
                && answer.exitHas(SmartctlAnswer.COMMAND_FAILED)
                && !answer.exitHas(SmartctlAnswer.BAD_USAGE | SmartctlAnswer.NOT_OPENED | SmartctlAnswer.FAILING)
                && answer.messages().isEmpty();
        if (available && (!enabled || mute)) {
            findings.found(
                    Condition.warning(SMART_DISABLED, "SMART is switched off: the disk does not watch over itself")
                            .advising("Switch it on: " + answer.command("-s on")
                                    + "; if it is on, something between here and the disk blocks it"));
        }
    }

    private static void thresholds(List<AtaAttribute> table, Findings findings) {
        for (AtaAttribute attribute : table) {
            if (attribute.belowThresholdNow()) {
                String code = ATTRIBUTE + attribute.id();
                String message = "Its health value " + attribute.name() + " has fallen below the maker's limit";
                findings.found(
                        attribute.prefailure()
                                ? Condition.critical(code, message + ": the disk will fail soon")
                                        .advising(CommonRules.REPLACE)
                                : Condition.warning(code, message + ": the disk is worn, or used beyond its limits")
                                        .advising("Plan its replacement"));
            }
        }
    }

    private static void pending(SmartctlAnswer answer, List<AtaAttribute> table, Findings findings) {
        long replaced = table.stream()
                .filter(attribute -> attribute.counts(5, "reallocat"))
                .mapToLong(AtaAttribute::count)
                .findFirst()
                .orElse(0);
        for (AtaAttribute attribute : table) {
            if (attribute.counts(197, "pending")) {
                // Some solid-state disks show one for a moment.
                CommonRules.pending(answer, attribute.count(), replaced, answer.isSolidState() ? 2 : 1, findings);
            }
        }
    }

    private static void uncorrectable(SmartctlAnswer answer, List<AtaAttribute> table, Findings findings) {
        for (AtaAttribute attribute : table) {
            long count = attribute.count();
            if (attribute.counts(187, "uncorrect")) {
                String message = count + (count == 1 ? " read" : " reads") + " failed for good";
                uncorrectable(answer, findings.counted("uncorrectable errors", count), message, findings);
            } else if (attribute.counts(198, "uncorrect", "unc_")) {
                String message = CommonRules.sectors(count) + " could not be read, even with error correction";
                uncorrectable(answer, findings.counted("uncorrectable sectors", count), message, findings);
            }
        }
    }

    private static void uncorrectable(SmartctlAnswer answer, Counted errors, String message, Findings findings) {
        if (errors.count() > 0) {
            findings.found((errors.grown() > 0
                            ? Condition.critical(UNCORRECTABLE, message + errors.growth())
                                    .advising(CommonRules.REPLACE)
                            : Condition.warning(UNCORRECTABLE, message)
                                    .advising("Back up, then run an extended self-test: " + answer.command("-t long")))
                    .shownBy(errors.reading()));
        }
    }

    private static void reallocated(SmartctlAnswer answer, List<AtaAttribute> table, Findings findings) {
        for (AtaAttribute attribute : table) {
            if (attribute.counts(5, "reallocat", "retired")) {
                Counted sectors = findings.counted("reallocated sectors", attribute.count());
                boolean solidState = answer.isSolidState();
                String message =
                        CommonRules.sectors(attribute.count()) + " had to be replaced by spare ones" + sectors.growth();
                if (!solidState
                        && (attribute.count() >= MANY_REALLOCATED || sectors.grown() >= MANY_REALLOCATED_A_DAY)) {
                    findings.found(Condition.critical(REALLOCATED, message)
                            .advising(CommonRules.REPLACE)
                            .shownBy(sectors.reading()));
                } else if (solidState ? sectors.grown() > 0 : attribute.count() >= SOME_REALLOCATED) {
                    findings.found(Condition.warning(REALLOCATED, message)
                            .advising("Back up, and watch whether the number grows")
                            .shownBy(sectors.reading()));
                }
            }
        }
    }

    private static void timeouts(List<AtaAttribute> table, Findings findings) {
        for (AtaAttribute attribute : table) {
            if (attribute.id() == 188 && attribute.count() >= 0 && attribute.isNamed("timeout")) {
                // Seagate packs three numbers into one: the lowest 16 bits count all time-outs.
                long count = attribute.count() > 0xFFFF ? attribute.count() & 0xFFFF : attribute.count();
                Counted timeouts = findings.counted("command timeouts", count);
                if (timeouts.grown() > MANY_TIMEOUTS_A_DAY) {
                    findings.found(Condition.warning(
                                    TIMEOUTS,
                                    "The disk did not answer in time, " + CommonRules.times(timeouts.grown())
                                            + " since yesterday")
                            .advising("Check its power supply and cable")
                            .shownBy(timeouts.reading()));
                }
            }
        }
    }

    private static void linkErrors(List<AtaAttribute> table, Findings findings) {
        for (AtaAttribute attribute : table) {
            if (attribute.counts(199, "crc")) {
                Counted errors = findings.counted("link errors", attribute.count());
                if (errors.grown() > 0) {
                    findings.found(Condition.warning(
                                    LINK_ERRORS,
                                    "Data was garbled between disk and controller, " + CommonRules.times(errors.grown())
                                            + " since yesterday")
                            .advising("Reseat or replace the cable; the disk itself is rarely at fault")
                            .shownBy(errors.reading()));
                }
            }
        }
    }

    private static void errorLog(SmartctlAnswer answer, Findings findings) {
        JsonView json = answer.json();
        OptionalLong extended = json.number("ata_smart_error_log.extended.count");
        OptionalLong count = extended.isPresent() ? extended : json.number("ata_smart_error_log.summary.count");
        if (count.isEmpty()) {
            findings.unread(ERROR_LOG);
            return;
        }
        Counted errors = findings.counted("logged errors", count.getAsLong());
        if (errors.grown() > 0) {
            findings.found(Condition.warning(
                            ERROR_LOG,
                            "The disk noted " + errors.grown() + (errors.grown() == 1 ? " error" : " errors")
                                    + " in its log since yesterday")
                    .advising("Look at its log: " + answer.command("-l error"))
                    .shownBy(errors.reading()));
        }
    }
}
