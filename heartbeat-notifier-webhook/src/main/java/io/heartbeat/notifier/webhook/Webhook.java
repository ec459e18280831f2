package io.heartbeat.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A program that takes notifications over HTTP.
 *
 * @param receiver what this notifier is called, for who gets alerts from several
 * @param token empty for none
 * @param hmacSecret empty for none
 */
record Webhook(
        HttpUrl url, Format format, String receiver, SecretText token, SecretText hmacSecret, List<ExtraHeader> headers)
        implements HttpService {
    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public String name() {
        return "the webhook";
    }

    @Override
    public String credential() {
        if (!token.isEmpty()) {
            return "token";
        }
        return hmacSecret.isEmpty() ? "url" : "hmac-secret";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        String body = format.json(message, receiver);
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Idempotency-Key", attempt.idempotencyKey())
                .post(RequestBody.create(body.getBytes(UTF_8), JSON));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        if (!hmacSecret.isEmpty()) {
            request.header(
                    Signature.HEADER, Signature.of(body, message.notification().at(), hmacSecret));
        }
        headers.forEach(header -> request.header(header.name(), header.value().reveal()));
        return request.build();
    }

    @Override
    public Reply reply(Answer answer) {
        return answer.isSuccess() ? Reply.delivered("") : Reply.byStatus(words(answer));
    }

    /** Nobody has agreed on how to tell: whatever looks like words. */
    private static String words(Answer answer) {
        String text = answer.text().strip();
        return Stream.of("message", "error", "detail", "title")
                .map(name -> Json.text(answer.json(), name))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(text.startsWith("<") || text.startsWith("{") ? "" : text);
    }
}
