package io.heartbeat.notifier.webhook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notification as a group of one alert, in version 4 of what Alertmanager sends.
 *
 * <p>What belongs to one incident has one {@code fingerprint} and one {@code groupKey}, and its end is called like its beginning. When
 * it began is told at its end as well as it is known: from how long it lasted. A note that belongs to no incident is an alert that ends
 * by itself.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>
 * @see <a href="https://prometheus.io/docs/alerting/latest/notifications/#data">Data</a>
 */
final class AlertGroup {
    private static final String NOT_YET = "0001-01-01T00:00:00Z";
    /** As Alertmanager itself does for alerts of which it hears no more. */
    private static final Duration LIFE_OF_A_NOTE = Duration.ofMinutes(5);

    private static final Map<String, String> BEGINNINGS = Map.of(
            "HOST_RECOVERED", "HOST_FLATLINED",
            "HARDWARE_RECOVERED", "HARDWARE_PROBLEM",
            "MONITOR_REJOINED", "MONITOR_ISOLATED");

    private AlertGroup() {}

    static JsonObject of(Message message, String receiver) {
        Notification notification = message.notification();
        String status = notification.phase() == Phase.RECOVERY ? "resolved" : "firing";
        JsonObject labels = labels(notification);
        JsonObject annotations = annotations(message);

        JsonObject alert = new JsonObject();
        alert.addProperty("status", status);
        alert.add("labels", labels);
        alert.add("annotations", annotations);
        alert.addProperty("startsAt", began(notification).toString());
        alert.addProperty("endsAt", ends(notification));
        alert.addProperty("generatorURL", "");
        alert.addProperty("fingerprint", fingerprint(notification.incident()));
        JsonArray alerts = new JsonArray();
        alerts.add(alert);

        JsonObject incident = new JsonObject();
        incident.addProperty("incident", notification.incident());
        JsonObject group = new JsonObject();
        group.addProperty("version", "4");
        group.addProperty("groupKey", "{}:" + incident);
        group.addProperty("truncatedAlerts", 0);
        group.addProperty("status", status);
        group.addProperty("receiver", receiver);
        group.add("groupLabels", incident);
        group.add("commonLabels", labels.deepCopy());
        group.add("commonAnnotations", annotations.deepCopy());
        group.addProperty("externalURL", "");
        group.add("alerts", alerts);
        return group;
    }

    private static JsonObject labels(Notification notification) {
        String type = notification.type();
        JsonObject labels = new JsonObject();
        labels.addProperty("alertname", capitalised(BEGINNINGS.getOrDefault(type, type)));
        labels.addProperty("host", notification.host());
        labels.addProperty("incident", notification.incident());
        labels.addProperty("severity", notification.severity().name().toLowerCase(Locale.ROOT));
        return labels;
    }

    /** {@code HostFlatlined}, as alerts are called there. */
    private static String capitalised(String type) {
        return Arrays.stream(type.split("_", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static JsonObject annotations(Message message) {
        JsonObject annotations = new JsonObject();
        annotations.addProperty("summary", message.title(Integer.MAX_VALUE));
        annotations.addProperty("description", message.notification().text());
        message.notification()
                .details()
                .forEach((name, value) -> annotations.addProperty(name.replace('-', '_'), value));
        return annotations;
    }

    private static Instant began(Notification notification) {
        if (notification.phase() != Phase.RECOVERY) {
            return notification.at();
        }
        Map<String, String> details = notification.details();
        return Stream.of("downtime", "duration")
                .flatMap(name -> Optional.ofNullable(details.get(name)).stream())
                .flatMap(text -> before(notification.at(), text).stream())
                .findFirst()
                .orElse(notification.at());
    }

    private static Optional<Instant> before(Instant end, String lasted) {
        try {
            return Optional.of(end.minus(Duration.parse(lasted)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static String ends(Notification notification) {
        boolean alone = notification.incident().equals(notification.id());
        return switch (notification.phase()) {
            case RECOVERY -> notification.at().toString();
            case NOTE -> alone ? notification.at().plus(LIFE_OF_A_NOTE).toString() : NOT_YET;
            case PROBLEM -> NOT_YET;
        };
    }

    /** FNV-1a of 64 bits, as those of Alertmanager are. */
    private static String fingerprint(String incident) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : incident.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }
}
