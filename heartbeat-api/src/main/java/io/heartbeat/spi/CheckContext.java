package io.heartbeat.spi;

import java.time.Duration;
import java.time.Instant;

/** What a check may ask about the time before it. Answers come from what this monitor reported earlier, even before a restart. */
public interface CheckContext {

    /** By when the check must be over; then its thread is interrupted. */
    Instant deadline();

    /**
     * Whether this condition of this component is open: it was told, and has not recovered. Lets a limit that is passed upwards differ
     * from the one that is passed downwards.
     *
     * @param component the component's {@linkplain ComponentReport#id id}
     * @param code the condition's {@linkplain Condition#code code}
     */
    boolean isOpen(String component, String code);

    /**
     * How much a counter has grown within the last hours or days: {@code now} less what it was when the window began. 0 when the
     * counter is seen for the first time; a counter that fell begins anew.
     *
     * <p>Only readings of kind {@link Reading.Kind#COUNTER} are remembered, for at most {@link #LONGEST_WINDOW}.
     *
     * @param component the component's {@linkplain ComponentReport#id id}
     * @param reading the reading's {@linkplain Reading#name name}
     * @param now its present value
     * @param window how far to look back
     */
    double growth(String component, String reading, double now, Duration window);

    /** How long counters are remembered. */
    Duration LONGEST_WINDOW = Duration.ofDays(7);
}
