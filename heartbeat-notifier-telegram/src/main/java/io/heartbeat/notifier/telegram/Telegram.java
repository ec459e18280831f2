package io.heartbeat.notifier.telegram;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.SecretText;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One chat of a Telegram bot.
 *
 * @see <a href="https://core.telegram.org/bots/api#sendmessage">sendMessage</a>
 * @see <a href="https://core.telegram.org/bots/api#making-requests">Errors</a>
 */
record Telegram(HttpUrl base, SecretText token, String chat) implements HttpService {
    static final String CHAT = "-?\\d{1,19}|@\\w{4,32}";
    static final String CHAT_EXPECTED = "the number of a chat, or @ and the name of a public channel";

    /** With the symbol and two separators less than the 4096 that a message may have. */
    private static final int TITLE_CODE_POINTS = 256;

    private static final int BODY_CODE_POINTS = 3800;
    private static final Pattern ABOUT_THE_CHAT = Pattern.compile("\\bchat\\b|rights|CHAT_|PEER_|TOPIC_|USER_");

    @Override
    public String name() {
        return "Telegram";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        Tone tone = Tone.of(message.notification());
        String heading = tone.symbol() + " " + message.title(TITLE_CODE_POINTS);
        JsonObject noPreview = new JsonObject();
        noPreview.addProperty("is_disabled", true);
        JsonObject send = new JsonObject();
        send.addProperty("chat_id", chat);
        send.addProperty("text", heading + "\n" + message.body(BODY_CODE_POINTS));
        send.add("entities", Json.array(bold(heading.length())));
        send.add("link_preview_options", noPreview);
        if (tone == Tone.NEUTRAL) {
            send.addProperty("disable_notification", true);
        }
        if (message.notification().phase() == Phase.RECOVERY) {
            alarm.filter(id -> id.matches("\\d{1,18}")).ifPresent(id -> send.add("reply_parameters", replyTo(id)));
        }
        return new Request.Builder()
                .url(base.newBuilder()
                        .addPathSegment("bot" + token.reveal())
                        .addPathSegment("sendMessage")
                        .build())
                .post(Json.body(send))
                .build();
    }

    /** What is bold is told beside the text, not within it: so nothing in the text is taken for markup. */
    private static JsonObject bold(int utf16Units) {
        JsonObject bold = new JsonObject();
        bold.addProperty("type", "bold");
        bold.addProperty("offset", 0);
        bold.addProperty("length", utf16Units);
        return bold;
    }

    private static JsonObject replyTo(String message) {
        JsonObject reply = new JsonObject();
        reply.addProperty("message_id", Long.parseLong(message));
        reply.addProperty("allow_sending_without_reply", true);
        return reply;
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject json = answer.json();
        String words = Json.text(json, "description");
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(json, "result", "message_id"));
        }
        String moved = Json.text(json, "parameters", "migrate_to_chat_id");
        if (!moved.isEmpty()) {
            return Reply.misconfigured("chat", words, "the group has become a supergroup, whose number is " + moved);
        }
        return switch (answer.status()) {
            case 400 ->
                ABOUT_THE_CHAT.matcher(words).find()
                        ? Reply.misconfigured("chat", words, "it must be " + CHAT_EXPECTED + " where the bot may write")
                        : Reply.byStatus(words);
            case 401 -> wrongToken(words);
            case 403 ->
                Reply.misconfigured(
                        "chat", words, "add the bot to " + chat + ", or, if it is a person, let them write to the bot");
            // Telegram finds nothing below a token that cannot be one; any other 404 comes from another server
            case 404 -> Json.text(json, "ok").equals("false") ? wrongToken(words) : Reply.byStatus(words);
            default -> Reply.byStatus(words);
        };
    }

    private static Reply wrongToken(String words) {
        return Reply.unauthorised(words, "ask @BotFather for the token");
    }
}
