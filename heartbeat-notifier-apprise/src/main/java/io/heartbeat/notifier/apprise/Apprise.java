package io.heartbeat.notifier.apprise;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * An Apprise API server, and whom it is to notify.
 *
 * @see <a href="https://github.com/caronc/apprise-api#api-details">API details</a>
 */
record Apprise(HttpUrl base, Targets targets) implements HttpService {
    private static final int TITLE_CODE_POINTS = 250;
    /** Apprise itself cuts to what each service takes. */
    private static final int BODY_BYTES = 32 * 1024;
    /** Who was told already is told again with each: enough for a short outage of one of several services. */
    private static final int MOST_ATTEMPTS_IN_PART = 3;

    @Override
    public String name() {
        return "Apprise";
    }

    @Override
    public String credential() {
        return targets.setting();
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        JsonObject json = new JsonObject();
        json.addProperty("title", message.title(TITLE_CODE_POINTS));
        json.addProperty("body", message.bodyOfBytes(BODY_BYTES));
        json.addProperty("type", type(message));
        json.addProperty("format", "text");
        targets.addTo(json);
        return new Request.Builder()
                .url(targets.under(base))
                .header("Accept", "application/json")
                .post(Json.body(json))
                .build();
    }

    private static String type(Message message) {
        return switch (Tone.of(message.notification())) {
            case CRITICAL -> "failure";
            case WARNING -> "warning";
            case GOOD -> "success";
            case NEUTRAL -> "info";
        };
    }

    @Override
    public Reply reply(Answer answer) {
        String words = Json.text(answer.json(), "error");
        return switch (answer.status()) {
            case 204 -> Reply.misconfigured(targets.setting(), "there is nobody to notify", targets.advice());
            case 424 -> inPart("not every service could be notified: " + words, answer.attempt());
            default -> answer.isSuccess() ? Reply.delivered("") : Reply.byStatus(words);
        };
    }

    /** Some services may have been told and others not: those that were are told again with each try. */
    private static Reply inPart(String words, Attempt attempt) {
        return attempt.number() < MOST_ATTEMPTS_IN_PART ? Reply.troubled(words) : Reply.unacceptable(words);
    }
}
