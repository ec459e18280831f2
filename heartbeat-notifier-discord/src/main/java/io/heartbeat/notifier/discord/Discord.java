package io.heartbeat.notifier.discord;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Markdown;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.notifier.http.Words;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One webhook of a Discord channel.
 *
 * @see <a href="https://docs.discord.com/developers/resources/webhook#execute-webhook">Execute webhook</a>
 * @see <a href="https://docs.discord.com/developers/topics/opcodes-and-status-codes#json">Error codes</a>
 */
record Discord(HttpUrl url) implements HttpService {
    /** Half of the 256 and the 4096 that Discord takes: the text may be twice as long when it is escaped. */
    private static final int TITLE_CODE_POINTS = 128;

    private static final int BODY_CODE_POINTS = 2048;
    private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

    private static final String UNKNOWN_CHANNEL = "10003";
    private static final String UNKNOWN_WEBHOOK = "10015";
    private static final String INVALID_WEBHOOK_TOKEN = "50027";
    private static final String FORUM_WITHOUT_THREAD = "220001";

    @Override
    public String name() {
        return "Discord";
    }

    @Override
    public String credential() {
        return "url";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        Tone tone = Tone.of(message.notification());
        JsonObject embed = new JsonObject();
        embed.addProperty("title", escaped(message.title(TITLE_CODE_POINTS)));
        embed.addProperty("description", escaped(message.body(BODY_CODE_POINTS)));
        embed.addProperty("color", tone.rgb());
        JsonObject nobody = new JsonObject();
        nobody.add("parse", Json.array());
        JsonObject execute = new JsonObject();
        execute.add("embeds", Json.array(embed));
        execute.add("allowed_mentions", nobody);
        if (tone == Tone.NEUTRAL) {
            execute.addProperty("flags", SUPPRESS_NOTIFICATIONS);
        }
        return new Request.Builder()
                .url(url.newBuilder().setQueryParameter("wait", "true").build())
                .post(Json.body(execute))
                .build();
    }

    /** Angle brackets begin mentions, times and emojis of the server. */
    private static String escaped(String text) {
        return Markdown.escape(text).replace("<", "\\<");
    }

    @Override
    public Reply reply(Answer answer) {
        String code = Json.text(answer.json(), "code");
        String words = Words.of(Json.text(answer.json(), "message"), code);
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(answer.json(), "id"));
        }
        return switch (code) {
            case UNKNOWN_CHANNEL, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN -> gone(words);
            case FORUM_WITHOUT_THREAD ->
                Reply.misconfigured("url", words, "put ?thread_id= and the id of a thread behind the address");
            default ->
                switch (answer.status()) {
                    case 401, 403, 404 -> gone(words);
                    default -> Reply.byStatus(words);
                };
        };
    }

    private static Reply gone(String words) {
        return Reply.unauthorised(words, "make a new webhook in the settings of the channel, under Integrations,");
    }
}
