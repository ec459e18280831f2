package io.heartbeat.hardware.smart;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry in the disk's log of self-tests.
 *
 * @param extended whether the whole disk was read
 * @param passed whether it completed without an error
 * @param failed whether it found an error; one that was aborted has neither passed nor failed
 * @param result the result in smartctl's words
 */
record SelfTest(boolean extended, boolean passed, boolean failed, String result) {
    private static final int SCSI_ENTRIES = 20;
    private static final String ATA_LOG = "ata_smart_self_test_log.";

    /** The log, the newest first; empty if there is none, or none was read. */
    static List<SelfTest> of(SmartctlAnswer answer) {
        return switch (answer.protocol()) {
            case ATA -> ata(answer.json());
            case NVME -> nvme(answer.json());
            default -> scsi(answer.json());
        };
    }

    /** Whether the log can be read from end to end: else what it does not say may still be so. */
    static boolean isWhole(SmartctlAnswer answer) {
        JsonView json = answer.json();
        return switch (answer.protocol()) {
            case ATA -> isWholeAta(json, ATA_LOG + "extended") || isWholeAta(json, ATA_LOG + "standard");
            case NVME ->
                json.has("nvme_self_test_log")
                        && json.list("nvme_self_test_log.table").stream()
                                .allMatch(entry ->
                                        entry.number("self_test_result.value").isPresent());
            default -> !scsi(json).isEmpty();
        };
    }

    private static boolean isWholeAta(JsonView json, String log) {
        return json.number(log + ".count").orElse(-1) == 0
                || (json.isTable(log + ".table")
                        && json.list(log + ".table").stream().allMatch(SelfTest::isTold));
    }

    /** Whether it passed is told of those that ended (ATA/ATAPI Command Set, "Self-test execution status"). */
    private static boolean isTold(JsonView entry) {
        long result = entry.number("status.value").orElse(-1) >> 4;
        boolean ended = result == 0 || (result >= 3 && result <= 8);
        return result >= 0 && (!ended || entry.flag("status.passed").isPresent());
    }

    private static List<SelfTest> ata(JsonView json) {
        List<JsonView> table = json.list(ATA_LOG + "extended.table");
        return (table.isEmpty() ? json.list(ATA_LOG + "standard.table") : table)
                .stream()
                        .map(entry -> new SelfTest(
                                entry.text("type.string").orElse("").startsWith("Extended"),
                                entry.flag("status.passed").orElse(false),
                                !entry.flag("status.passed").orElse(true),
                                entry.text("status.string").orElse("")))
                        .toList();
    }

    /** Result 0 is success, 5 to 7 are errors (NVM Express Base Specification, "Device Self-test"). */
    private static List<SelfTest> nvme(JsonView json) {
        return json.list("nvme_self_test_log.table").stream()
                .map(entry -> ofNumbers(entry, "self_test_code", 2, "self_test_result", 5, 7))
                .toList();
    }

    /** Result 0 is success, 3 to 7 are errors (SCSI Primary Commands, "Self-test results log page"). */
    private static List<SelfTest> scsi(JsonView json) {
        List<SelfTest> tests = new ArrayList<>();
        for (int i = 0; i < SCSI_ENTRIES; i++) {
            String at = "scsi_self_test_" + i;
            if (json.number(at + ".result.value").isPresent()) {
                long code = json.number(at + ".code.value").orElse(-1);
                tests.add(ofNumbers(json, at + ".code", code == 6 ? 6 : 2, at + ".result", 3, 7));
            }
        }
        return tests;
    }

    private static SelfTest ofNumbers(
            JsonView entry, String code, int extended, String result, int leastFailure, int mostFailure) {
        long outcome = entry.number(result + ".value").orElse(-1);
        return new SelfTest(
                entry.number(code + ".value").orElse(-1) == extended,
                outcome == 0,
                outcome >= leastFailure && outcome <= mostFailure,
                entry.text(result + ".string").orElse("result " + outcome));
    }
}
