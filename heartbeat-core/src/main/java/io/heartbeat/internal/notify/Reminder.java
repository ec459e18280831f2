package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Words what is still not over. */
final class Reminder {
    private static final int MOST_LINES = 50;

    private Reminder() {}

    static OutboxEntry of(List<Problem> open, long sequence, long nowMillis) {
        Problem first = open.get(0);
        Notification notification = first.notification();
        Instant now = Instant.ofEpochMilli(nowMillis);
        String id = "reminder-" + sequence + "-" + notification.id();
        List<String> lines = open.stream()
                .map(problem -> problem.notification().title() + ", for "
                        + Wording.age(Duration.between(problem.notification().at(), now)))
                .toList();
        return new OutboxEntry(
                sequence,
                nowMillis,
                first.subject(),
                open.stream()
                        .skip(1)
                        .map(problem -> new OutboxEntry.Other(
                                problem.subject(),
                                id + "-" + problem.sequence(),
                                problem.notification().at().toEpochMilli()))
                        .toList(),
                new Notification(
                        id,
                        Book.REMINDER,
                        notification.host(),
                        now,
                        open.stream()
                                .map(problem -> problem.notification().severity())
                                .max(Comparator.<Severity>naturalOrder())
                                .orElseThrow(),
                        Phase.NOTE,
                        notification.incident(),
                        open.size() == 1
                                ? "Still: " + notification.title()
                                : "Still " + open.size() + " Problems: " + HostsTogether.names(open),
                        open.size() == 1
                                ? lines.get(0) + ":\n" + notification.text()
                                : HostsTogether.list(lines, MOST_LINES, "\n"),
                        Map.of("hosts", HostsTogether.hosts(open))));
    }
}
