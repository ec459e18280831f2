package io.heartbeat.notifier.gotify;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.SecretText;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One application at a Gotify server.
 *
 * @see <a href="https://gotify.net/docs/pushmsg">Push messages</a>
 * @see <a href="https://gotify.net/api-docs">The API</a>
 */
record Gotify(HttpUrl base, SecretText token) implements HttpService {
    static final String TOKEN_HINT = "take the token of an application (not of a client), under Apps in Gotify";

    /** No limits are documented; these are more than anybody reads. */
    private static final int TITLE_CODE_POINTS = 250;

    private static final int BODY_CODE_POINTS = 4000;

    @Override
    public String name() {
        return "Gotify";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        JsonObject json = new JsonObject();
        json.addProperty("title", message.title(TITLE_CODE_POINTS));
        json.addProperty("message", message.body(BODY_CODE_POINTS));
        json.addProperty("priority", priority(Tone.of(message.notification())));
        return new Request.Builder()
                .url(base.newBuilder().addPathSegment("message").build())
                .header("X-Gotify-Key", token.reveal())
                .post(Json.body(json))
                .build();
    }

    /** On Android 8 and more rings and vibrates, 4 and more rings, and less is silent. */
    private static int priority(Tone tone) {
        return switch (tone) {
            case CRITICAL -> 8;
            case WARNING, GOOD -> 5;
            case NEUTRAL -> 2;
        };
    }

    @Override
    public Reply reply(Answer answer) {
        String description = Json.text(answer.json(), "errorDescription");
        String words = description.isEmpty() ? Json.text(answer.json(), "error") : description;
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(answer.json(), "id"));
        }
        return switch (answer.status()) {
            case 401, 403 -> Reply.unauthorised(words, TOKEN_HINT);
            default -> Reply.byStatus(words);
        };
    }
}
