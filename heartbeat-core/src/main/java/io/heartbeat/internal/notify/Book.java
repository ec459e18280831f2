package io.heartbeat.internal.notify;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps which open problems the people behind one notifier were told of, when they were last, and what a silence keeps from them. */
final class Book {
    static final String REMINDER = "REMINDER";

    /** What they know of a subject. */
    record Told(String incident, long lastMillis) {}

    private final Map<String, Told> told = new LinkedHashMap<>();
    private final Set<String> held = new LinkedHashSet<>();

    Map<String, Told> told() {
        return told;
    }

    Set<String> held() {
        return held;
    }

    void hold(String subject) {
        held.add(subject);
    }

    /** The incident in which it is told. */
    String begin(String subject, String incident, long nowMillis) {
        held.remove(subject);
        Told before = told.get(subject);
        Told it = new Told(before == null ? incident : before.incident, nowMillis);
        told.put(subject, it);
        return it.incident;
    }

    /** It is over; null if they were not told of it. */
    @Nullable
    Told end(String subject) {
        held.remove(subject);
        return told.remove(subject);
    }

    /** They know nothing of these subjects any more. */
    void forget(Predicate<String> subjects) {
        told.keySet().removeIf(subjects);
        held.removeIf(subjects);
    }

    /** Whether one more subject of this incident is not over. */
    boolean isOpen(String incident) {
        return told.values().stream().anyMatch(it -> it.incident.equals(incident));
    }

    /** A subject is told as part of an incident that began together with it. */
    void join(String subject, String incident) {
        told.computeIfPresent(subject, (any, it) -> new Told(incident, it.lastMillis));
    }

    void remind(String subject, long nowMillis) {
        told.computeIfPresent(subject, (any, it) -> new Told(it.incident, nowMillis));
    }

    /** Takes note of what they are told. */
    void enter(OutboxEntry entry) {
        Notification notification = entry.notification();
        for (String subject : entry.subjects()) {
            if (notification.phase() == Phase.PROBLEM) {
                begin(subject, notification.incident(), entry.queuedMillis());
            } else if (entry.showsAnEnd()) {
                end(subject);
            } else if (notification.type().equals(REMINDER)) {
                remind(subject, entry.queuedMillis());
            }
        }
    }

    List<String> lines(String queue) {
        List<String> lines = new ArrayList<>();
        told.forEach((subject, it) ->
                lines.add("to\t" + queue + "\t" + subject + "\t" + it.incident + "\t" + it.lastMillis));
        held.forEach(subject -> lines.add("held\t" + queue + "\t" + subject));
        return lines;
    }

    /** Reads the fields of a line. */
    void parse(String[] field) {
        if (field[0].equals("held")) {
            held.add(field[2]);
        } else {
            told.put(field[2], new Told(field[3], Long.parseLong(field[4])));
        }
    }
}
