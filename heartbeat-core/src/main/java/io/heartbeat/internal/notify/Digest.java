package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes one notification of several that have waited, in order, each with the time at which it happened. */
final class Digest {
    static final String TYPE = "DIGEST";
    static final int FEWEST = 6;
    static final int MOST = 40;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_LIST = 1_000;

    private final DateTimeFormatter time;
    private final DateTimeFormatter date;

    private final List<OutboxEntry> entries;

    /** If the clocks of that zone are set meanwhile, an hour comes twice, and only the offset from UTC tells which is meant. */
    Digest(ZoneId zone, List<OutboxEntry> entries) {
        this.entries = entries;
        boolean clocksAreSet = entries.stream()
                        .map(entry ->
                                zone.getRules().getOffset(entry.notification().at()))
                        .distinct()
                        .count()
                > 1;
        time = DateTimeFormatter.ofPattern(clocksAreSet ? "HH:mm:ssxxx" : "HH:mm:ss", Locale.ROOT)
                .withZone(zone);
        date = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(zone);
    }

    static boolean is(OutboxEntry entry) {
        return entry.isOfOneQueue();
    }

    /** Whether a digest tells of this entry of the same queue: a crash may have left both. */
    static boolean tells(OutboxEntry digest, OutboxEntry entry) {
        return !digest.equals(entry) && tells(digest, entry.sequence());
    }

    /** Whether a digest tells of what has this number. */
    static boolean tells(OutboxEntry digest, long sequence) {
        return sequence <= digest.sequence()
                && sequence > Long.parseLong(digest.notification().details().getOrDefault("after", "0"));
    }

    OutboxEntry to(String queue) {
        OutboxEntry first = entries.get(0);
        OutboxEntry last = entries.get(entries.size() - 1);
        List<Notification> all = entries.stream().map(OutboxEntry::notification).toList();
        String from =
                date.format(all.get(0).at()) + " " + time.format(all.get(0).at());
        String to = time.format(last.notification().at());
        String id = "digest-" + first.notification().id() + "-"
                + last.notification().id();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("count", String.valueOf(all.size()));
        details.put("first", all.get(0).at().toString());
        details.put("after", String.valueOf(first.sequence() - 1));
        details.put(
                "ids", entries.stream().flatMap(entry -> entry.ids().stream()).collect(Collectors.joining(", ")));
        return new OutboxEntry(
                last.sequence(),
                last.queuedMillis(),
                OutboxEntry.OF_ONE_QUEUE + queue,
                new Notification(
                        id,
                        TYPE,
                        first.notification().host(),
                        last.notification().at(),
                        all.stream()
                                .map(Notification::severity)
                                .max(Comparator.<Severity>naturalOrder())
                                .orElseThrow(),
                        Phase.NOTE,
                        id,
                        all.size() + " Notifications: " + from + " to " + to,
                        String.join("\n", lines()),
                        details));
    }

    /** A problem that was over soon is one line. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> open = new LinkedHashMap<>();
        String day = "";
        for (OutboxEntry entry : entries) {
            Notification told = entry.notification();
            Instant at = told.at();
            boolean alone = entry.others().isEmpty();
            Integer began = alone ? open.remove(entry.subject()) : null;
            if (began != null && told.phase() != Phase.PROBLEM && Wishes.ends(told.type())) {
                lines.set(began, lines.get(began) + "; over at " + time.format(at));
                continue;
            }
            if (!day.equals(date.format(at))) {
                day = date.format(at);
                lines.add(day);
            }
            if (alone && told.phase() == Phase.PROBLEM) {
                open.put(entry.subject(), lines.size());
            }
            lines.add(time.format(at) + "  " + (alone ? line(told) : list(told)));
        }
        return lines;
    }

    /** What is told of a host is all in the title. */
    private static String line(Notification told) {
        return cut(
                told.type().startsWith("HARDWARE_")
                        ? told.title() + ": " + told.text().replace('\n', ' ')
                        : told.title(),
                LONGEST_LINE);
    }

    /** The title of several hosts names the first of them only. */
    private static String list(Notification told) {
        String title = told.title();
        String hosts = told.details().get("hosts");
        return cut(hosts == null ? title : title.substring(0, title.indexOf(": ") + 2) + hosts, LONGEST_LIST);
    }

    private static String cut(String line, int longest) {
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }
}
