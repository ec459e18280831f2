package io.heartbeat.hardware.smart;

import io.heartbeat.hardware.smart.Findings.Counted;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.Reading;
import io.heartbeat.spi.Reading.Unit;
import java.util.List;
import java.util.OptionalLong;

/** What is wrong with a disk, whatever its protocol: by its own verdict, its temperature, its wear, its self-tests. */
final class CommonRules {
    static final String FAILED = "smart.failed";
    static final String TEMPERATURE = "disk.temperature";
    static final String PENDING = "disk.pending";
    static final String SELF_TEST = "disk.selftest";
    static final String WEAR = "disk.wear";
    static final String REPLACE = "Back up now and replace the disk";

    private static final int COOLED_BY = 5;
    private static final int WORN = 90;
    private static final int MANY_PENDING = 10;

    private CommonRules() {}

    /** The disk's own verdict, which smartctl gives twice. */
    static void status(SmartctlAnswer answer, Findings findings) {
        boolean failing = !answer.passed().orElse(true) || answer.exitHas(SmartctlAnswer.FAILING);
        if (failing) {
            String reason = answer.json()
                    .text("smart_status.scsi.ie_string")
                    .map(text -> ": " + text)
                    .orElse("");
            findings.found(Condition.critical(FAILED, "The disk says that it is failing" + reason)
                    .advising(REPLACE));
        } else if (answer.passed().isEmpty()) {
            findings.unread(FAILED);
        }
    }

    static void temperature(SmartctlAnswer answer, Findings findings) {
        OptionalLong read = answer.json().number("temperature.current");
        if (read.isEmpty() || read.getAsLong() < 1 || read.getAsLong() > 120) {
            findings.unread(TEMPERATURE);
            return;
        }
        long celsius = read.getAsLong();
        Reading reading = findings.measured("temperature", celsius, Unit.CELSIUS);
        TemperatureLimits limits = TemperatureLimits.of(answer);
        String advice = "Look at fans, filters and airflow; back up if it stays that hot";
        if (celsius >= limits.critical()) {
            findings.found(Condition.critical(
                            TEMPERATURE,
                            "The disk is at " + celsius + " °C; it may be damaged from " + limits.critical() + " °C on")
                    .advising(advice)
                    .shownBy(reading)
                    .confirmedBy(2));
        } else if (celsius >= limits.warning() - (findings.isOpen(TEMPERATURE) ? COOLED_BY - 1 : 0)) {
            findings.found(Condition.warning(
                            TEMPERATURE,
                            "The disk is at " + celsius + " °C; it should stay below " + limits.warning() + " °C")
                    .advising(advice)
                    .shownBy(reading)
                    .confirmedBy(2));
        }
    }

    /** Sectors that cannot be read now, and will be replaced when they are written. */
    static void pending(SmartctlAnswer answer, long count, long replaced, int confirmations, Findings findings) {
        Counted pending = findings.counted("pending sectors", count);
        if (count == 0) {
            return;
        }
        String message = sectors(count) + " cannot be read"
                + (replaced > 0 ? " and " + replaced + (replaced == 1 ? " was" : " were") + " replaced" : "");
        Condition condition = count >= MANY_PENDING || pending.grown() > 0
                ? Condition.critical(PENDING, message + pending.growth()).advising(REPLACE)
                : Condition.warning(PENDING, message)
                        .advising("Back up, then run an extended self-test: " + answer.command("-t long"));
        findings.found(condition.shownBy(pending.reading()).confirmedBy(confirmations));
    }

    /** How much of its promised life is used, by the estimate of newer versions of smartctl; NVMe has its own. */
    static void wear(SmartctlAnswer answer, Findings findings) {
        OptionalLong used = answer.json().number("endurance_used.current_percent");
        if (used.isEmpty()) {
            findings.unread(WEAR);
        } else {
            wear(WEAR, used.getAsLong(), findings);
        }
    }

    static void wear(String code, long percent, Findings findings) {
        Reading reading = findings.measured("endurance used", percent, Unit.PERCENT);
        if (percent >= WORN) {
            findings.found(Condition.warning(
                            code,
                            percent >= 100
                                    ? "The disk has outlived what its maker promised"
                                    : "The disk has used up " + percent + " % of what its maker promised")
                    .advising("It need not fail soon, but plan its replacement")
                    .shownBy(reading));
        }
    }

    /**
     * Whether the last failed self-test is newer than the last extended one that passed.
     *
     * @param tests the newest first
     */
    static void selfTests(SmartctlAnswer answer, List<SelfTest> tests, Findings findings) {
        if (!SelfTest.isWhole(answer)) {
            findings.unread(SELF_TEST);
        }
        for (SelfTest test : tests) {
            if (test.failed()) {
                findings.found(Condition.warning(SELF_TEST, "A self-test of the disk failed: " + test.result())
                        .advising("Back up, then run an extended self-test, " + answer.command("-t long")
                                + ", and replace the disk if that fails too"));
                return;
            }
            if (test.extended() && test.passed()) {
                return;
            }
        }
        if (tests.isEmpty() && answer.exitHas(SmartctlAnswer.SELF_TEST_FAILED)) {
            findings.found(Condition.warning(SELF_TEST, "The disk's log holds failed self-tests")
                    .advising("Back up, then run an extended self-test: " + answer.command("-t long")));
        }
    }

    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    static String sectors(long count) {
        return count + (count == 1 ? " sector" : " sectors");
    }
}
