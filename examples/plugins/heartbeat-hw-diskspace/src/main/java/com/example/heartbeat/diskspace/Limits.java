package com.example.heartbeat.diskspace;

import io.heartbeat.event.Severity;
import java.util.Optional;

/**
 * How full is too full. A problem begins at {@code warning} and ends 10 points below it, so that a file system that hovers around
 * the limit is not told again and again. It is critical only if little is left in bytes too: 2 % of a large disk may last for years.
 *
 * @param warning percent in use
 * @param critical percent in use
 */
record Limits(int warning, int critical) {
    private static final int HYSTERESIS = 10;
    private static final long LITTLE = 5L << 30;

    /** @param open whether the problem was told and has not ended */
    Optional<Severity> judge(Space space, boolean open) {
        if (space.percentUsed() >= critical && space.available() < LITTLE) {
            return Optional.of(Severity.CRITICAL);
        }
        return space.percentUsed() >= (open ? warning - HYSTERESIS : warning)
                ? Optional.of(Severity.WARNING)
                : Optional.empty();
    }
}
