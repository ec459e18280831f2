package io.heartbeat.internal.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often something may happen to one host, as people write it: {@code 1 per host-year}, {@code 0.5 per host-month}. */
public final class RateText {
    private static final Map<String, Double> PER_YEAR =
            Map.of("day", 365.25, "week", 365.25 / 7, "month", 12.0, "year", 1.0);
    private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?) per host-(day|week|month|year)");

    private RateText() {}

    /**
     * {@return how often in a year}
     *
     * @throws IllegalArgumentException if the text is no rate; the message quotes it
     */
    public static double perYear(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no rate: write 1 per host-year, or 2 per host-month (day, week, month, year)");
        }
        return Double.parseDouble(rate.group(1)) * PER_YEAR.getOrDefault(rate.group(2), 1.0);
    }
}
