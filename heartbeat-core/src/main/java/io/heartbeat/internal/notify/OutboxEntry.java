package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notification as the outbox keeps it, in a form that a person can read: headers, an empty line, the text.
 *
 * @param sequence counts the notifications of this outbox, in the order in which things happened
 * @param queuedMillis when it was put there, by the wall clock
 * @param subject what it is about: of everything with one subject, problems and recoveries alternate
 */
record OutboxEntry(long sequence, long queuedMillis, String subject, Notification notification) {
    private static final String DETAIL = "Detail-";
    private static final int SEQUENCE_DIGITS = 12;
    private static final int KEY_DIGITS = 32;

    /** Whether both tell what is wrong with one component. */
    boolean belongsTogetherWith(OutboxEntry other) {
        return subject.equals(other.subject)
                && notification.phase() == Notification.Phase.PROBLEM
                && other.notification.phase() == Notification.Phase.PROBLEM
                && !Wording.codes(notification).isEmpty();
    }

    /** The same, telling of the other's problem too. */
    OutboxEntry with(OutboxEntry other) {
        return new OutboxEntry(sequence, queuedMillis, subject, Wording.together(notification, other.notification));
    }

    /** Sorts in the order of the sequence. */
    String name() {
        String host = notification.host().replaceAll("[^A-Za-z0-9.-]", "-");
        return String.format("%0" + SEQUENCE_DIGITS + "d", sequence) + "_" + notification.type() + "_"
                + host.substring(0, Math.min(host.length(), 60));
    }

    /** The sequence that an entry's name tells, -1 if it is none. */
    static long sequence(String name) {
        return name.matches("\\d{" + SEQUENCE_DIGITS + "}_.*")
                ? Long.parseLong(name.substring(0, SEQUENCE_DIGITS))
                : -1;
    }

    /** The same for this notification and queue at every time, and different for everything else. */
    String idempotencyKey(String queue) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(notification.id().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(queue.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest()).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Title: " + notification.title());
        lines.add("Host: " + notification.host());
        lines.add("At: " + notification.at());
        lines.add("Severity: " + notification.severity());
        lines.add("Type: " + notification.type());
        lines.add("Phase: " + notification.phase());
        lines.add("Id: " + notification.id());
        lines.add("Incident: " + notification.incident());
        lines.add("Subject: " + subject);
        lines.add("Queued: " + Instant.ofEpochMilli(queuedMillis));
        notification.details().forEach((name, value) -> lines.add(DETAIL + name + ": " + value));
        lines.add("");
        lines.addAll(List.of(notification.text().split("\n", -1)));
        return lines;
    }

    /** @throws RuntimeException if this is not what {@link #lines} makes */
    static OutboxEntry parse(String name, List<String> lines) {
        int end = lines.indexOf("");
        Map<String, String> headers = new HashMap<>();
        Map<String, String> details = new LinkedHashMap<>();
        for (String line : lines.subList(0, end)) {
            int colon = line.indexOf(": ");
            String header = line.substring(0, colon);
            String value = line.substring(colon + 2);
            if (header.startsWith(DETAIL)) {
                details.put(header.substring(DETAIL.length()), value);
            } else {
                headers.put(header, value);
            }
        }
        Notification notification = new Notification(
                header(headers, "Id"),
                header(headers, "Type"),
                header(headers, "Host"),
                Instant.parse(header(headers, "At")),
                Severity.valueOf(header(headers, "Severity")),
                Phase.valueOf(header(headers, "Phase")),
                header(headers, "Incident"),
                header(headers, "Title"),
                String.join("\n", lines.subList(end + 1, lines.size())),
                details);
        long queued = Instant.parse(header(headers, "Queued")).toEpochMilli();
        return new OutboxEntry(sequence(name), queued, header(headers, "Subject"), notification);
    }

    private static String header(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no header " + name);
        }
        return value;
    }
}
