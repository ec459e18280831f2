package io.heartbeat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Reading;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one part of this machine at one moment.
 *
 * @param component its name, stable for as long as it is the same part: the monitor's type, a colon, and the part's own id; it is
 *     {@code <type>:monitor} for the monitor itself, which is listed while its checks fail
 * @param monitor the type of the hardware monitor that checks it
 * @param label the part as a person knows it
 * @param state what the last check found out about it
 * @param note why it is {@link ComponentState#UNKNOWN} or {@link ComponentState#UNSUPPORTED}, and what to do; else may be empty
 * @param checkedAt when it was last seen by a check, by the wall clock
 * @param conditions what is wrong with it
 * @param readings what the last check measured; empty if that was before a restart
 */
public record ComponentSnapshot(
        String component,
        String monitor,
        String label,
        ComponentState state,
        String note,
        Instant checkedAt,
        List<HardwareCondition> conditions,
        List<Reading> readings) {

    /** Copies the lists. */
    public ComponentSnapshot {
        conditions = List.copyOf(conditions);
        readings = List.copyOf(readings);
    }
}
