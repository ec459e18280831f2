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

    /** The log, the newest first; empty if there is none, or none was read. */
    static List<SelfTest> of(SmartctlAnswer answer) {
        return switch (answer.protocol()) {
            case ATA -> ata(answer.json());
            case NVME -> nvme(answer.json());
            default -> scsi(answer.json());
        };
    }

    private static List<SelfTest> ata(JsonView json) {
        List<JsonView> table = json.list("ata_smart_self_test_log.extended.table");
        return (table.isEmpty() ? json.list("ata_smart_self_test_log.standard.table") : table)
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
