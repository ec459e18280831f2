package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Reading;
import java.util.List;

/** What is known of one component at one moment, see {@code ComponentSnapshot}. */
public record ComponentView(
        String component,
        String type,
        String label,
        ComponentState state,
        String note,
        long checkedMillis,
        List<HardwareCondition> conditions,
        List<Reading> readings) {}
