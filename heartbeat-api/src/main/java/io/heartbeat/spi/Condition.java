package io.heartbeat.spi;

import io.heartbeat.event.Severity;

/**
 * Something that is wrong with a component now. Reported by every check for as long as it is so; the core tells it once.
 *
 * @param code what is wrong, for programs: 1 to 40 lower-case letters, digits, dots and dashes, for example {@code disk.pending}
 * @param severity {@link Severity#WARNING} or {@link Severity#CRITICAL}
 * @param message what is wrong, for people
 * @param advice what to do about it; may be empty
 * @param reading the reading that shows it, for example {@code pending sectors 648}; may be empty
 * @param confirmations how many checks in a row must find it before it is told, 1 to 10: 1 for a fact, 2 or 3 for a measurement
 *     that may be a blip. Unconfirmed conditions are checked again soon
 */
public record Condition(
        String code, Severity severity, String message, String advice, String reading, int confirmations) {

    private static final String CODE = "[a-z0-9.-]{1,40}";

    /** @throws IllegalArgumentException if the code, severity or number of confirmations is not as described */
    public Condition {
        if (!code.matches(CODE)) {
            throw new IllegalArgumentException("'" + code + "' is no condition code: it must match " + CODE);
        }
        if (severity == Severity.INFO) {
            throw new IllegalArgumentException(
                    "A condition is a WARNING or CRITICAL; what is just good to know is none");
        }
        if (confirmations < 1 || confirmations > 10) {
            throw new IllegalArgumentException("confirmations must be 1 to 10, but is " + confirmations);
        }
    }

    /** Deserves a look. */
    public static Condition warning(String code, String message) {
        return new Condition(code, Severity.WARNING, message, "", "", 1);
    }

    /** Somebody should act now. */
    public static Condition critical(String code, String message) {
        return new Condition(code, Severity.CRITICAL, message, "", "", 1);
    }

    /** The same with advice what to do. */
    public Condition advising(String advice) {
        return new Condition(code, severity, message, advice, reading, confirmations);
    }

    /** The same with the reading that shows it. */
    public Condition shownBy(Reading reading) {
        return new Condition(code, severity, message, advice, reading.text(), confirmations);
    }

    /** The same, told only once so many checks in a row have found it. */
    public Condition confirmedBy(int checks) {
        return new Condition(code, severity, message, advice, reading, checks);
    }
}
