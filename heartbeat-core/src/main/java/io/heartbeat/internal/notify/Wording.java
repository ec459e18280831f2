package io.heartbeat.internal.notify;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an event into words, without anything in them that could not be shown or would break a line. */
final class Wording {
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final String CODE = "code";
    private static final Set<String> TOLD_OTHERWISE = Set.of("id", "host", "at");

    /** What notifications tell of that may be told together, and is told of hosts. */
    enum Kind {
        FLATLINED,
        RECOVERED,
        OTHER
    }

    private Wording() {}

    static Kind kind(Notification notification) {
        return switch (notification.type()) {
            case "HOST_FLATLINED" -> Kind.FLATLINED;
            case "HOST_RECOVERED" -> Kind.RECOVERED;
            default -> Kind.OTHER;
        };
    }

    static Notification of(HeartbeatEvent event, String id, Phase phase, String incident) {
        Map<String, String> details = new LinkedHashMap<>();
        addFacts((Record) event, details);
        String host = plain(event.host());
        return new Notification(
                plain(id),
                event.type(),
                host,
                event.at(),
                event.severity(),
                phase,
                plain(incident),
                plain(event.title()) + ": " + host,
                text(event),
                details);
    }

    /** The same, in another phase and incident. */
    static Notification as(Notification told, Phase phase, String incident) {
        return new Notification(
                told.id(),
                told.type(),
                told.host(),
                told.at(),
                told.severity(),
                phase,
                incident,
                told.title(),
                told.text(),
                told.details());
    }

    /** The host is in the title; what is wrong with hardware is told below its name, line by line. */
    private static String text(HeartbeatEvent event) {
        if (event instanceof HardwareProblem problem) {
            HardwareCondition condition = problem.condition();
            return plain(condition.label()) + ":\n" + plain(condition.message() + sentence(condition.advice()));
        }
        if (event instanceof HostFlatlined flatlined) {
            return FlatlineText.of(flatlined).stream().map(Wording::plain).collect(Collectors.joining("\n"));
        }
        return plain(event.summary());
    }

    private static String sentence(String advice) {
        return advice.isEmpty() ? "" : ". " + advice;
    }

    /** One notification for two problems of one component that came together. */
    static Notification together(Notification first, Notification second) {
        Map<String, String> details = new LinkedHashMap<>(first.details());
        details.merge(CODE, second.details().getOrDefault(CODE, ""), (one, other) -> one + ", " + other);
        boolean worse = second.severity().compareTo(first.severity()) > 0;
        return new Notification(
                first.id(),
                first.type(),
                first.host(),
                first.at(),
                worse ? second.severity() : first.severity(),
                first.phase(),
                first.incident(),
                first.title(),
                first.text() + second.text().substring(second.text().indexOf('\n')),
                details);
    }

    /** The codes of the conditions that a notification tells of; none if it tells of no hardware. */
    static List<String> codes(Notification notification) {
        String codes = notification.details().getOrDefault(CODE, "");
        return codes.isEmpty() ? List.of() : List.of(codes.split(", ", -1));
    }

    /** Instants and durations as ISO 8601 writes them. */
    private static void addFacts(Record facts, Map<String, String> details) {
        for (RecordComponent component : facts.getClass().getRecordComponents()) {
            Object value = value(facts, component);
            if (value instanceof Record more) {
                addFacts(more, details);
            } else if (!TOLD_OTHERWISE.contains(component.getName())) {
                String text = plain(text(value));
                if (!text.isEmpty()) {
                    details.put(dashed(component.getName()), text);
                }
            }
        }
    }

    private static String text(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every event is a public record", e);
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** How long something has been so: {@code 40 min}, {@code 5 h}, {@code 3 days}. */
    static String age(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes < 48 * 60 ? minutes / 60 + " h" : age.toDays() + " days";
    }

    static String plain(@Nullable String text) {
        return text == null ? "" : UNSHOWABLE.matcher(text).replaceAll(" ").strip();
    }
}
