package io.heartbeat.notifier.matrix;

import com.google.gson.JsonObject;
import io.heartbeat.event.Severity;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.SecretText;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One room of Matrix, as one account sees it.
 *
 * @see <a href="https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid">Send a message</a>
 * @see <a href="https://spec.matrix.org/latest/client-server-api/#standard-error-response">Errors</a>
 */
record Matrix(HttpUrl base, SecretText token, String room) implements HttpService {
    static final String TOKEN_ADVICE =
            "log in with an account for Heartbeat alone, and take the access token that its client shows";

    private static final int TITLE_CODE_POINTS = 250;
    /** An event is of 65,536 bytes at most, and this one holds the text twice, once of them escaped. */
    private static final int BODY_BYTES = 6_000;

    @Override
    public String name() {
        return "Matrix";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        HttpUrl url = base.newBuilder()
                .addPathSegments("_matrix/client/v3/rooms")
                .addPathSegment(room)
                .addPathSegments("send/m.room.message")
                .addPathSegment(attempt.idempotencyKey())
                .build();
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token.reveal())
                .put(Json.body(content(message, alarm)))
                .build();
    }

    private static JsonObject content(Message message, Optional<String> alarm) {
        Notification notification = message.notification();
        String title = Tone.of(notification).symbol() + " " + message.title(TITLE_CODE_POINTS);
        String body = message.bodyOfBytes(BODY_BYTES);
        JsonObject content = new JsonObject();
        content.addProperty("msgtype", isQuiet(notification) ? "m.notice" : "m.text");
        content.addProperty("body", title + "\n" + body);
        content.addProperty("format", "org.matrix.custom.html");
        content.addProperty("formatted_body", "<strong>" + escaped(title) + "</strong><br>" + escaped(body));
        content.add("m.mentions", new JsonObject());
        alarm.ifPresent(event -> content.add("m.relates_to", inReplyTo(event)));
        return content;
    }

    /** Clients do not ring for notices. */
    private static boolean isQuiet(Notification notification) {
        return notification.phase() == Phase.NOTE && notification.severity() == Severity.INFO;
    }

    /** A reply is seen in the room; what is in a thread only by those who look into it. */
    private static JsonObject inReplyTo(String event) {
        JsonObject replied = new JsonObject();
        replied.addProperty("event_id", event);
        JsonObject relation = new JsonObject();
        relation.add("m.in_reply_to", replied);
        return relation;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\R", "<br>");
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject body = answer.json();
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(body, "event_id"));
        }
        String code = Json.text(body, "errcode");
        String error = Json.text(body, "error");
        String words = error.isEmpty() ? code : error + " (" + code + ")";
        return switch (code) {
            case "M_UNKNOWN_TOKEN",
                    "M_MISSING_TOKEN",
                    "M_USER_DEACTIVATED",
                    "M_USER_LOCKED",
                    "M_USER_SUSPENDED",
                    "M_CONSENT_NOT_GIVEN" -> Reply.unauthorised(words, TOKEN_ADVICE);
            case "M_FORBIDDEN", "M_GUEST_ACCESS_FORBIDDEN", "M_INVALID_PARAM" ->
                Reply.misconfigured("room", words, "the account must have joined it and be allowed to write there");
            case "M_LIMIT_EXCEEDED", "M_RESOURCE_LIMIT_EXCEEDED" -> Reply.troubled(words);
            case "M_TOO_LARGE", "M_BAD_JSON", "M_NOT_JSON" -> Reply.unacceptable(words);
            default -> Reply.byStatus(words);
        };
    }
}
