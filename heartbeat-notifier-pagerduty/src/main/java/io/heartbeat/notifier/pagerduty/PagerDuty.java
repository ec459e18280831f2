package io.heartbeat.notifier.pagerduty;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Truncation;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One integration of a service at PagerDuty.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">Send an alert event</a>
 * @see <a href="https://developer.pagerduty.com/docs/send-change-event">Send a change event</a>
 */
record PagerDuty(HttpUrl base, SecretText routingKey) implements HttpService {
    static final String KEY_ADVICE =
            "add an integration of type 'Events API v2' to the service at PagerDuty, and take its integration key";

    private static final int SUMMARY = 1024;
    private static final int DEDUP_KEY = 255;
    private static final int TEXT_BYTES = 64 * 1024;

    @Override
    public String name() {
        return "PagerDuty";
    }

    @Override
    public String credential() {
        return "routing-key";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        Notification notification = message.notification();
        JsonObject event = new JsonObject();
        event.addProperty("routing_key", routingKey.reveal());
        if (isChange(notification)) {
            event.add("payload", change(message));
        } else {
            boolean over = notification.phase() == Phase.RECOVERY;
            event.addProperty("event_action", over ? "resolve" : "trigger");
            event.addProperty("dedup_key", Truncation.toCodePoints(notification.incident(), DEDUP_KEY));
            event.addProperty("client", "Heartbeat");
            event.add("payload", alert(message));
        }
        String path = isChange(notification) ? "v2/change/enqueue" : "v2/enqueue";
        return new Request.Builder()
                .url(base.newBuilder().addPathSegments(path).build())
                .post(Json.body(event))
                .build();
    }

    /** Good to know, and nobody is called for it; a reminder is of an incident. */
    private static boolean isChange(Notification notification) {
        return notification.phase() == Phase.NOTE && !notification.type().equals("REMINDER");
    }

    private static JsonObject alert(Message message) {
        Notification notification = message.notification();
        JsonObject payload = change(message);
        payload.addProperty("severity", notification.severity().name().toLowerCase(Locale.ROOT));
        payload.addProperty("class", notification.type());
        return payload;
    }

    private static JsonObject change(Message message) {
        Notification notification = message.notification();
        JsonObject details = new JsonObject();
        details.addProperty("text", Truncation.toBytes(notification.text(), TEXT_BYTES));
        notification.details().forEach(details::addProperty);
        JsonObject payload = new JsonObject();
        payload.addProperty("summary", summary(message));
        payload.addProperty("source", notification.host().isEmpty() ? "Heartbeat" : notification.host());
        payload.addProperty("timestamp", notification.at().toString());
        payload.add("custom_details", details);
        return payload;
    }

    /** All that is read on the phone. */
    private static String summary(Message message) {
        String text = message.notification().text().strip().replaceAll("\\s*\\R\\s*", " ");
        return Truncation.toCodePoints(message.title(SUMMARY) + (text.isEmpty() ? "" : " – " + text), SUMMARY);
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject body = answer.json();
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(body, "dedup_key"));
        }
        String words = words(body);
        return answer.status() == 400 && words.toLowerCase(Locale.ROOT).matches(".*routing[ _]key.*")
                ? Reply.unauthorised(words, KEY_ADVICE)
                : Reply.byStatus(words);
    }

    private static String words(JsonObject body) {
        String errors = body.get("errors") instanceof JsonArray several
                ? StreamSupport.stream(several.spliterator(), false)
                        .filter(JsonElement::isJsonPrimitive)
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining("; "))
                : "";
        String message = Json.text(body, "message");
        return errors.isEmpty() || message.isEmpty() ? message + errors : message + ": " + errors;
    }
}
