package io.heartbeat.examples.output;

import io.heartbeat.event.DetectionQuality;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HostSnapshot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Hosts as a table in aligned columns, with local times. Deadline is the silence that is allowed, {@code TOLD IN} the longest time from a
 * death until it is told, and {@code FALSE PER} the time in which one false alarm is to be expected.
 */
public final class HostTable {
    private static final List<String> HEADING = List.of(
            "STATE",
            "HOST",
            "SINCE",
            "LAST SEEN",
            "GAP",
            "LOSS",
            "JITTER",
            "P99.9",
            "DEADLINE",
            "TOLD IN",
            "FALSE PER",
            "ADDRESS",
            "VERIFIED",
            "KEY",
            "HARDWARE");

    private static final String NONE = "-";

    private final DateTimeFormatter time;

    public HostTable(ZoneId zone) {
        this.time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** The heading, then one line per host. */
    public List<String> lines(List<HostSnapshot> hosts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        hosts.forEach(host -> rows.add(row(host)));
        int[] widths = new int[HEADING.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private List<String> row(HostSnapshot host) {
        DetectionQuality quality = host.quality();
        boolean known = !quality.detectionBound().isZero();
        return List.of(
                host.state().name().toLowerCase(Locale.ROOT),
                host.host(),
                time.format(host.since()),
                time.format(host.lastSeen()),
                Seconds.text(host.expectedGap()),
                String.format(Locale.ROOT, "%.1f %%", host.loss() * 100),
                known ? Seconds.fine(quality.jitter()) : NONE,
                known ? Seconds.text(quality.p999Gap()) : NONE,
                known ? Seconds.text(quality.deadline()) : NONE,
                known ? Seconds.text(quality.detectionBound()) : NONE,
                known ? Seconds.coarse(quality.falseAlarmInterval()) : NONE,
                host.address(),
                host.verified() ? "yes" : "no",
                key(host),
                hardware(host.conditions()));
    }

    /** Under which secret it beats, and by which token if it has one. */
    private static String key(HostSnapshot host) {
        return host.keys().isEmpty()
                ? NONE
                : host.keys().get(0) + (host.token().isEmpty() ? "" : " (token " + host.token() + ")");
    }

    /** What is wrong; a dash says that nothing is, or that the host watches no hardware. */
    private static String hardware(List<HardwareCondition> conditions) {
        return conditions.stream()
                .map(HardwareCondition::severity)
                .max(Comparator.naturalOrder())
                .map(worst -> worst.name().toLowerCase(Locale.ROOT) + " (" + conditions.size() + ")")
                .orElse(NONE);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
