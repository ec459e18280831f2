package io.heartbeat.spi;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A notification as it is read on a phone: a title that says what and where, and below it what happened and when, in the reader's
 * time. What is too long for the service is cut, but never the time. Plain text: markup is to be escaped by whoever adds some.
 *
 * @param notification what is told
 * @param zone where the reader is
 */
public record Message(Notification notification, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss, yyyy-MM-dd", Locale.ROOT);

    /** What and where, in one line of at most so many code points. Never empty. */
    public String title(int mostCodePoints) {
        String title = notification.title().isBlank() ? notification.type() : notification.title();
        return Truncation.toCodePoints(title, mostCodePoints);
    }

    /** What happened and when, of at most so many code points: {@code … at 10:59:58, 2026-11-22}. */
    public String body(int mostCodePoints) {
        return Truncation.toCodePoints(text(), mostCodePoints - when().length()) + when();
    }

    /** What happened and when, of at most so many bytes in UTF-8. */
    public String bodyOfBytes(int most) {
        return Truncation.toBytes(text(), most - when().getBytes(StandardCharsets.UTF_8).length) + when();
    }

    private String text() {
        return notification.text().strip();
    }

    private String when() {
        return (text().isEmpty() ? "At " : " at ")
                + TIME.format(notification.at().atZone(zone));
    }
}
