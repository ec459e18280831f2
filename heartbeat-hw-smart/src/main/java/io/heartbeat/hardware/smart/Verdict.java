package io.heartbeat.hardware.smart;

import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Judges what smartctl says about one disk. A disk is healthy only if it says so and nothing speaks against it. */
final class Verdict {
    static final String NOT_RESPONDING = "disk.not-responding";

    private static final int SILENCES_UNTIL_CRITICAL = 3;

    private final String id;
    private final String label;
    private final CheckContext context;
    private final List<Condition> lastFound;

    /** @param lastFound what the last check found, to be found again where this one could not read */
    Verdict(String id, String label, CheckContext context, List<Condition> lastFound) {
        this.id = id;
        this.label = label;
        this.context = context;
        this.lastFound = List.copyOf(lastFound);
    }

    /** It answered. */
    ComponentReport on(SmartctlAnswer answer) {
        boolean judged = answer.passed().isPresent();
        Optional<Obstacle> obstacle = judged ? Optional.empty() : Obstacle.of(answer);
        if (obstacle.isPresent() && obstacle.get().kind() == Obstacle.Kind.SLEEPING) {
            return ComponentReport.sleeping(id, label);
        }
        Findings findings = new Findings(id, context);
        switch (answer.protocol()) {
            case ATA -> AtaRules.apply(answer, findings);
            case NVME -> NvmeRules.apply(answer, findings);
            case SCSI -> ScsiRules.apply(answer, findings);
            case OTHER -> {
                nothingRead(findings);
                CommonRules.status(answer, findings);
            }
        }
        if (findings.nothingFound() && !judged) {
            Obstacle reason = obstacle.orElseGet(() -> Obstacle.unexplained(answer));
            return reason.kind() == Obstacle.Kind.UNSUPPORTED
                    ? ComponentReport.unsupported(id, label, reason.text())
                    : ComponentReport.unknown(id, label, reason.text());
        }
        if (findings.nothingFound() && findings.leavesOpen()) {
            return ComponentReport.unknown(
                    id, label, "smartctl could not read all it should; run it by hand, as root, to see why");
        }
        findings.keepOpen(lastFound);
        return ComponentReport.checked(id, label, findings.conditions(), findings.readings());
    }

    /** It did not answer, for so many checks in a row. */
    ComponentReport onSilence(int silences) {
        Findings findings = new Findings(id, context);
        String message =
                "The disk does not answer" + (silences > 1 ? ", now for " + silences + " checks in a row" : "");
        String advice =
                "Back up what you can, check its cable and power supply, and look for its errors in the system log";
        findings.found((silences >= SILENCES_UNTIL_CRITICAL
                        ? Condition.critical(NOT_RESPONDING, message)
                        : Condition.warning(NOT_RESPONDING, message))
                .advising(advice)
                .confirmedBy(2));
        nothingRead(findings);
        findings.keepOpen(lastFound);
        return ComponentReport.checked(id, label, findings.conditions(), List.of());
    }

    private static void nothingRead(Findings findings) {
        findings.unread(
                CommonRules.FAILED,
                CommonRules.PENDING,
                CommonRules.SELF_TEST,
                CommonRules.TEMPERATURE,
                CommonRules.WEAR,
                AtaRules.UNCORRECTABLE,
                AtaRules.REALLOCATED,
                AtaRules.TIMEOUTS,
                AtaRules.LINK_ERRORS,
                AtaRules.ERROR_LOG,
                AtaRules.SMART_DISABLED,
                NvmeRules.SPARE,
                NvmeRules.WEAR,
                NvmeRules.MEDIA_ERRORS,
                ScsiRules.GROWN_DEFECTS,
                ScsiRules.UNCORRECTED);
        IntStream.range(1, 256).forEach(number -> findings.unread(AtaRules.ATTRIBUTE + number));
    }

    /** It could not be asked. */
    ComponentReport onFailure(String why) {
        return ComponentReport.unknown(id, label, why);
    }
}
