package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which stalls of the monitor people should know of: long ones, and short ones that repeat. */
final class Stalls {
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST = SECOND;
    private static final long LONG = 5 * SECOND;
    private static final long SLEEP = 30 * SECOND;
    private static final long CALM_AFTER_ONE = 5 * SECOND;
    private static final long CALM_AFTER_SEVERAL = 60 * SECOND;

    private boolean any;
    private long lastNanos;
    private boolean repeated;

    /** What to tell people of this stall; null if it is not worth it. */
    @Nullable
    String stalled(Stall stall, Moment now) {
        boolean slept = stall.asleepNanos() > SLEEP;
        if (!slept && stall.lateNanos() < SHORTEST) {
            return null;
        }
        repeated = any && now.nanos() - stall.lateNanos() - lastNanos < CALM_AFTER_SEVERAL;
        any = true;
        lastNanos = now.nanos();
        String time = String.format(Locale.ROOT, "%.1f s", stall.nanos() / 1e9);
        if (slept) {
            return "this monitor did not run for " + time + ": the machine was asleep, or its clock was set forward";
        } else if (stall.lateNanos() >= LONG) {
            return "this monitor did not run for " + time + ": it was paused, starved or asleep";
        }
        return repeated ? "this monitor stops again and again, now for " + time + ": it is starved" : null;
    }

    /** Whether the last one is over for so long that judgement can be relied on. */
    boolean calm(Moment now) {
        return now.nanos() - lastNanos >= (repeated ? CALM_AFTER_SEVERAL : CALM_AFTER_ONE);
    }

    /** Whether it is over for so long that nothing more need be awaited. */
    boolean forgotten(Moment now) {
        return now.nanos() - lastNanos >= CALM_AFTER_SEVERAL;
    }

    boolean repeated() {
        return repeated;
    }

    long lastNanos() {
        return lastNanos;
    }
}
