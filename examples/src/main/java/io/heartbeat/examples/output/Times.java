package io.heartbeat.examples.output;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people write and read them on a terminal: local, unless they say otherwise. */
public final class Times {
    private final ZoneId zone;
    private final DateTimeFormatter format;

    public Times(ZoneId zone) {
        this.zone = zone;
        format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** The local time. */
    public String text(Instant instant) {
        return format.format(instant);
    }

    /**
     * Reads {@code 2026-12-01T22:00}, which is local, or {@code 2026-12-01T22:00Z}.
     *
     * @throws IllegalArgumentException if it is no time
     */
    public Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notWithAnOffset) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is no time: write 2026-12-01T22:00", e);
            }
        }
    }

    /**
     * Reads {@code 90m}, {@code 2h}, {@code 1h30m} or {@code 1d}.
     *
     * @throws IllegalArgumentException if it is no duration
     */
    public static Duration duration(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write 90m, 2h or 1d", e);
        }
    }
}
