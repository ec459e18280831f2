package io.heartbeat.examples.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations in seconds, with tenths where they matter. */
public final class Seconds {
    private Seconds() {}

    /** For example {@code 0.4 s}, {@code 2 s} or {@code 300 s}. */
    public static String text(Duration duration) {
        BigDecimal tenths = BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return (tenths.signum() == 0 ? "0" : tenths.stripTrailingZeros().toPlainString()) + " s";
    }
}
