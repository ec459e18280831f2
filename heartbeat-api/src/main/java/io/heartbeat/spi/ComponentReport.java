package io.heartbeat.spi;

import io.heartbeat.event.Severity;
import java.util.List;

/**
 * What one check found out about one component.
 *
 * @param id which part: the same for as long as it is the same part, wherever it is plugged in. 1 to 100 letters, digits and
 *     {@code - . _ : /}; a serial number or a WWN is good, {@code /dev/sda} is not
 * @param label the part as a person knows it: model, serial number, where it is plugged in
 * @param state what was found out
 * @param note why it is {@link ComponentState#UNKNOWN} or {@link ComponentState#UNSUPPORTED}, and what to do; else may be empty
 * @param conditions everything that is wrong now, each code once
 * @param readings what was measured
 */
public record ComponentReport(
        String id,
        String label,
        ComponentState state,
        String note,
        List<Condition> conditions,
        List<Reading> readings) {

    private static final String ID = "[A-Za-z0-9._:/-]{1,100}";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the id is not as described
     */
    public ComponentReport {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("'" + id + "' is no component id: it must match " + ID);
        }
        conditions = List.copyOf(conditions);
        readings = List.copyOf(readings);
    }

    /** It was looked at, and this is what is wrong with it, if anything; its state follows from the conditions. */
    public static ComponentReport checked(String id, String label, List<Condition> conditions, List<Reading> readings) {
        ComponentState state = conditions.isEmpty()
                ? ComponentState.OK
                : conditions.stream().anyMatch(condition -> condition.severity() == Severity.CRITICAL)
                        ? ComponentState.CRITICAL
                        : ComponentState.WARNING;
        return new ComponentReport(id, label, state, "", conditions, readings);
    }

    /** It could not be looked at. */
    public static ComponentReport unknown(String id, String label, String why) {
        return new ComponentReport(id, label, ComponentState.UNKNOWN, why, List.of(), List.of());
    }

    /** It sleeps, and was not woken. */
    public static ComponentReport sleeping(String id, String label) {
        return new ComponentReport(id, label, ComponentState.SLEEPING, "", List.of(), List.of());
    }

    /** It cannot be checked by these means. */
    public static ComponentReport unsupported(String id, String label, String why) {
        return new ComponentReport(id, label, ComponentState.UNSUPPORTED, why, List.of(), List.of());
    }
}
