package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Something that is wrong, in the words of the last notification of it.
 *
 * @param subject what with
 * @param sequence of that notification: it rises when more or worse is told of the subject
 * @param notification without its details
 */
public record Problem(String subject, long sequence, Notification notification) {
    private static final int LONGEST_TEXT = 300;
    private static final int FIELDS = 10;

    static Problem of(String subject, OutboxEntry entry) {
        return new Problem(subject, entry.sequence(), entry.notification());
    }

    /** Whether people want to be reminded of it; of a host that said goodbye they do not. */
    boolean isNagging() {
        return notification.severity() != Severity.INFO;
    }

    String line() {
        String text = notification.text();
        return String.join(
                "\t",
                "problem",
                subject,
                String.valueOf(sequence),
                notification.at().toString(),
                notification.severity().name(),
                notification.type(),
                notification.id(),
                notification.incident(),
                notification.host(),
                notification.title(),
                (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text).replace('\n', '\t'));
    }

    /** @throws RuntimeException if these are not the fields of what {@link #line} makes */
    static Problem parse(String[] field) {
        List<String> text = Arrays.asList(field).subList(FIELDS, field.length);
        return new Problem(
                field[1],
                Long.parseLong(field[2]),
                new Notification(
                        field[6],
                        field[5],
                        field[8],
                        Instant.parse(field[3]),
                        Severity.valueOf(field[4]),
                        Phase.PROBLEM,
                        field[7],
                        field[9],
                        String.join("\n", text),
                        Map.of()));
    }
}
