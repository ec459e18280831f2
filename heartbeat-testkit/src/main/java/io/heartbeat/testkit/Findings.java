package io.heartbeat.testkit;

import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers what breaks a contract, so that all of it is told at once. */
final class Findings {
    private final Set<String> findings = new LinkedHashSet<>();

    void add(String finding) {
        findings.add(finding.replaceAll("\\R", " "));
    }

    void expect(boolean kept, String finding) {
        if (!kept) {
            add(finding);
        }
    }

    /** @throws AssertionError naming everything that was found */
    void throwIfAny(String subject, String contract) {
        if (!findings.isEmpty()) {
            throw new AssertionError(subject + " breaks the contract of " + contract + ":\n  - "
                    + toString().replace("\n", "\n  - "));
        }
    }

    /** One finding per line. */
    @Override
    public String toString() {
        return String.join("\n", findings);
    }
}
