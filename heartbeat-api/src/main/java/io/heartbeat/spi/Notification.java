package io.heartbeat.spi;

import io.heartbeat.event.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person is told: an event in words, with what a service needs to sort it.
 *
 * <p>All texts come from the network or from devices: a notifier escapes them as its service demands.
 *
 * @param id identifies this notification, the same at every attempt and for every notifier
 * @param type the kind of event: {@code HOST_FLATLINED} and its like, or {@code TEST}; {@code REMINDER} of what is not over, {@code
 *     DIGEST} of several notifications, {@code UNDELIVERED} if some were given up, {@code UNREADABLE} if some were damaged while they
 *     waited
 * @param host the host concerned; the first of several, which are listed in the details then
 * @param at when it happened; may be long ago when the service could not be reached
 * @param severity how much it matters; map it to the service's priority
 * @param phase whether this begins a problem, ends one, or is just good to know
 * @param incident the same for a problem, for what is told of it meanwhile, and for its end: the key of services that thread or resolve
 * @param title what and where, in one line: {@code Flatlined Host: nas}, {@code Flatlined 3 Hosts: nas, pi, web}
 * @param text what happened, in one or more lines, without the time
 * @param details facts by name, in order, for services that show or forward them; names are lower-case words joined by dashes
 */
public record Notification(
        String id,
        String type,
        String host,
        Instant at,
        Severity severity,
        Phase phase,
        String incident,
        String title,
        String text,
        Map<String, String> details) {
    private static final int JSON_VERSION = 1;

    /** Where a notification stands in the life of a problem. */
    public enum Phase {
        /** Something went wrong; a {@link #RECOVERY} of the same incident follows when it is over. */
        PROBLEM,
        /** What went wrong is right again. */
        RECOVERY,
        /** Good to know; neither begins nor ends anything. */
        NOTE
    }

    /** Copies the details. */
    public Notification {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * All of it as one line of JSON, the form in which programs are handed notifications: an object of {@code version} (1), {@code id},
     * {@code type}, {@code host}, {@code at} (ISO 8601, in UTC), {@code severity}, {@code phase}, {@code incident}, {@code title}, {@code
     * text}, and {@code details} (an object of texts). Later versions may add names; if any changes its meaning, the version counts up.
     */
    public String toJson() {
        return new JsonText()
                .add("version", JSON_VERSION)
                .add("id", id)
                .add("type", type)
                .add("host", host)
                .add("at", at.toString())
                .add("severity", severity.name())
                .add("phase", phase.name())
                .add("incident", incident)
                .add("title", title)
                .add("text", text)
                .add("details", details)
                .toString();
    }
}
