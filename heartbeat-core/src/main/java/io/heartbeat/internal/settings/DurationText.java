package io.heartbeat.internal.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as configuration writes them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 1d} or ISO-8601. */
public final class DurationText {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private static final Duration MOST_MILLIS = Duration.ofMillis(Long.MAX_VALUE);

    private DurationText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no duration
     */
    public static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text.trim());
        try {
            return matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: write for example 500ms, 2s, 5m, 1h or PT2S", e);
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The shortest way to write it that {@link #parse} reads. */
    public static String of(Duration duration) {
        if (duration.abs().compareTo(MOST_MILLIS) > 0) {
            return duration.toString();
        }
        String text = shortest(duration.toMillis());
        return duration.isNegative() || SHORT.matcher(text).matches() ? text : duration.toString();
    }

    private static String shortest(long millis) {
        if (millis % 1_000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
