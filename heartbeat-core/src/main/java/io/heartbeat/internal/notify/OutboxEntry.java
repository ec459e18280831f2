package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
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
import java.util.stream.Stream;

/**
 * A notification as the outbox keeps it, in a form that a person can read: headers, an empty line, the text.
 *
 * @param sequence counts the notifications of this outbox, in the order in which things happened
 * @param queuedMillis when it was put there, by the wall clock
 * @param subject what it is about: of everything with one subject, problems and recoveries alternate
 * @param others what else it is about, in the same way
 */
record OutboxEntry(long sequence, long queuedMillis, String subject, List<Other> others, Notification notification) {
    private static final String OTHER = "And";
    private static final String DETAIL = "Detail-";
    private static final int SEQUENCE_DIGITS = 12;
    private static final long MOST_ENTRIES = 900_000_000_000L;
    private static final int KEY_DIGITS = 32;
    static final String OF_ONE_QUEUE = "notifier ";

    /** Another subject of the same notification, with the id under which it would have been told alone, and when it happened. */
    record Other(String subject, String id, long atMillis) {

        static Other parse(String line) {
            String[] field = line.split("\t", -1);
            return new Other(field[2], field[0], Instant.parse(field[1]).toEpochMilli());
        }

        String line() {
            return id + "\t" + Instant.ofEpochMilli(atMillis) + "\t" + subject;
        }
    }

    OutboxEntry(long sequence, long queuedMillis, String subject, Notification notification) {
        this(sequence, queuedMillis, subject, List.of(), notification);
    }

    /** The same, in another number, phase and incident: as it is told to somebody. */
    OutboxEntry as(long sequence, long nowMillis, Phase phase, String incident) {
        return new OutboxEntry(sequence, nowMillis, subject, others, Wording.as(notification, phase, incident));
    }

    /** Everything that it is about. */
    List<String> subjects() {
        return Stream.concat(Stream.of(subject), others.stream().map(Other::subject))
                .toList();
    }

    /** When it happened, by everything that it is about. */
    Map<String, Long> times() {
        Map<String, Long> times = new LinkedHashMap<>();
        times.put(subject, notification.at().toEpochMilli());
        others.forEach(other -> times.put(other.subject, other.atMillis));
        return times;
    }

    /** Whether it ends whatever was wrong with what it is about. */
    boolean showsAnEnd() {
        return notification.phase() == Phase.RECOVERY || Role.isSignOfLife(notification.type());
    }

    /** The ids under which all that it tells would have been told alone. */
    List<String> ids() {
        return Stream.concat(Stream.of(notification.id()), others.stream().map(Other::id))
                .toList();
    }

    /** Whether it was made for this queue alone, out of what else is told. */
    boolean isOfOneQueue() {
        return subject.startsWith(OF_ONE_QUEUE);
    }

    /** Whether it tells of an event. */
    boolean isNews() {
        return !isOfOneQueue() && !notification.type().equals(Book.REMINDER);
    }

    /** Whether both tell what is wrong with one component. */
    boolean tellsOfTheComponentOf(OutboxEntry other) {
        return subject.equals(other.subject)
                && notification.phase() == Notification.Phase.PROBLEM
                && other.notification.phase() == Notification.Phase.PROBLEM
                && !Wording.codes(notification).isEmpty();
    }

    /** Whether both tell of hosts that flatlined, each for the first time in its incident, or of hosts of one incident that recovered. */
    boolean tellsOfHostsLike(OutboxEntry other) {
        return notification.type().equals(other.notification.type())
                && switch (Wording.kind(notification)) {
                    case FLATLINED -> begins() && other.begins();
                    case RECOVERED -> notification.incident().equals(other.notification.incident());
                    case OTHER -> false;
                };
    }

    private boolean begins() {
        return notification.incident().equals(notification.id());
    }

    /** One for all of these. */
    static OutboxEntry together(List<HeartbeatEvent> events, List<OutboxEntry> entries) {
        OutboxEntry first = entries.get(0);
        List<Notification> told =
                entries.stream().map(OutboxEntry::notification).toList();
        boolean hosts = Wording.codes(first.notification).isEmpty();
        return new OutboxEntry(
                first.sequence,
                first.queuedMillis,
                first.subject,
                hosts ? entries.stream().skip(1).map(OutboxEntry::asOther).toList() : List.of(),
                hosts
                        ? HostsTogether.of(events, told)
                        : told.stream().reduce(Wording::together).orElseThrow());
    }

    private Other asOther() {
        return new Other(subject, notification.id(), notification.at().toEpochMilli());
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

    /** The number, unless the entries after it could have no names. */
    static long checkedSequence(long sequence) {
        if (sequence < 0 || sequence > MOST_ENTRIES) {
            throw new IllegalArgumentException("a sequence of " + sequence);
        }
        return sequence;
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
        others.forEach(other -> lines.add(OTHER + ": " + other.line()));
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
        List<Other> others = new ArrayList<>();
        for (String line : lines.subList(0, end)) {
            int colon = line.indexOf(": ");
            String header = line.substring(0, colon);
            String value = line.substring(colon + 2);
            if (header.equals(OTHER)) {
                others.add(Other.parse(value));
            } else if (line.indexOf('\t') >= 0) {
                throw new IllegalArgumentException(
                        "its header " + header + " holds a tab"); // which would tear the ledger
            } else if (header.startsWith(DETAIL)) {
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
        OutboxEntry entry = new OutboxEntry(sequence(name), queued, header(headers, "Subject"), others, notification);
        if (!entry.name().equals(name)) {
            throw new IllegalArgumentException(
                    "it is another notification than its name says"); // and could not be removed by it
        }
        if (!notification.type().matches("[A-Z0-9_]+")) {
            throw new IllegalArgumentException("a type of " + notification.type());
        }
        new Ledger().enter(entry); // as a ledger is going to be told of it, and must not fail then
        return entry;
    }

    private static String header(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no header " + name);
        }
        return value;
    }
}
