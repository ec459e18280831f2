package io.heartbeat.notifier.ntfy;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.notifier.http.Words;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.SecretText;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One topic of an ntfy server.
 *
 * @param token empty for anonymous publishing
 * @param click where a tap on the notification leads; empty for nowhere
 * @see <a href="https://docs.ntfy.sh/publish/#publish-as-json">Publish as JSON</a>
 * @see <a href="https://github.com/binwiederhier/ntfy/blob/main/server/errors.go">Errors</a>
 */
record Ntfy(HttpUrl base, SecretText token, String topic, String click) implements HttpService {
    static final String TOPIC = "[-_A-Za-z0-9]{1,64}";
    static final String TOPIC_EXPECTED = "1 to 64 letters, digits, dashes and underscores";

    private static final int TITLE_CODE_POINTS = 250;
    /** Less than the 4096 that ntfy shows: all of the JSON, where a quote takes two bytes, must fit into 8192. */
    private static final int BODY_BYTES = 3500;

    private static final Set<String> WRONG_TOPIC = Set.of("40009", "40010");
    private static final String DAILY_QUOTA = "42908";

    @Override
    public String name() {
        return "ntfy";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        Tone tone = Tone.of(message.notification());
        JsonObject publish = new JsonObject();
        publish.addProperty("topic", topic);
        publish.addProperty("title", message.title(TITLE_CODE_POINTS));
        publish.addProperty("message", message.bodyOfBytes(BODY_BYTES));
        publish.addProperty("priority", priority(tone));
        publish.add("tags", Json.array(new JsonPrimitive(tag(tone))));
        if (!click.isEmpty()) {
            publish.addProperty("click", click);
        }
        publish.addProperty("sequence_id", attempt.idempotencyKey());
        Request.Builder request = new Request.Builder().url(base).post(Json.body(publish));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        return request.build();
    }

    private static int priority(Tone tone) {
        return switch (tone) {
            case CRITICAL -> 5;
            case WARNING -> 4;
            case GOOD -> 3;
            case NEUTRAL -> 2;
        };
    }

    /** The name of an emoji, which ntfy puts before the title. */
    private static String tag(Tone tone) {
        return switch (tone) {
            case CRITICAL -> "red_circle";
            case WARNING -> "orange_circle";
            case GOOD -> "green_circle";
            case NEUTRAL -> "large_blue_circle";
        };
    }

    @Override
    public Reply reply(Answer answer) {
        String code = Json.text(answer.json(), "code");
        String words = Words.of(Json.text(answer.json(), "error"), code);
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(answer.json(), "id"));
        } else if (code.equals(DAILY_QUOTA)) {
            return Reply.usedUp(
                    answer.at().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS),
                    words,
                    "it goes on tomorrow (UTC), or with a paid plan or a server of your own");
        } else if (WRONG_TOPIC.contains(code)) {
            return Reply.misconfigured("topic", words, "it must be " + TOPIC_EXPECTED + ", and not a reserved name");
        } else if (answer.status() == 401) {
            return Reply.unauthorised(words, "make a new access token in the account settings of the server");
        } else if (answer.status() == 403) {
            return Reply.unauthorised(words, "take the access token of a user who may write to the topic " + topic);
        }
        return Reply.byStatus(words);
    }
}
