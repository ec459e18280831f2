package io.heartbeat.examples.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Durations in seconds, with tenths where they matter, or in other units where seconds would not do. */
public final class Seconds {
    private Seconds() {}

    /** For example {@code 0.4 s}, {@code 2 s} or {@code 300 s}. */
    public static String text(Duration duration) {
        BigDecimal tenths = BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return (tenths.signum() == 0 ? "0" : tenths.stripTrailingZeros().toPlainString()) + " s";
    }

    /** For example {@code 0.2 ms}, {@code 13 ms} or {@code 1.2 s}. */
    static String fine(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis >= 1_000
                ? text(duration)
                : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** For example {@code 90 min}, {@code 36 h}, {@code 26 d} or {@code 2.2 y}. */
    static String coarse(Duration duration) {
        if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        if (duration.toDays() < 2) {
            return duration.toHours() + " h";
        }
        return duration.toDays() < 730
                ? duration.toDays() + " d"
                : String.format(Locale.ROOT, "%.1f y", duration.toDays() / 365.25);
    }
}
