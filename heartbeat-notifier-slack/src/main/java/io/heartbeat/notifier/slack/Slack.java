package io.heartbeat.notifier.slack;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One incoming webhook, of Slack or of a chat that takes the same.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming webhooks</a>
 * @see <a href="https://docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks">Their errors</a>
 * @see <a href="https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments">Attachments</a>, which all of the
 *     chats know
 * @see <a href="https://developers.mattermost.com/integrate/webhooks/incoming/">Mattermost</a>
 * @see <a href="https://docs.rocket.chat/docs/integrations">Rocket.Chat</a>
 */
record Slack(HttpUrl url, Chat chat) implements HttpService {
    private static final int TITLE_CODE_POINTS = 250;
    private static final int BODY_CODE_POINTS = 3000;

    /** Errors that no other message would be spared. */
    private static final Set<String> OF_THE_WEBHOOK = Set.of(
            "invalid_token",
            "no_active_hooks",
            "no_service",
            "no_service_id",
            "no_team",
            "team_disabled",
            "user_not_found",
            "channel_not_found",
            "channel_is_archived",
            "action_prohibited",
            "posting_to_general_channel_denied",
            "web.incoming_webhook.invalid.app_error",
            "invalid-channel");

    @Override
    public String name() {
        return chat.called();
    }

    @Override
    public String credential() {
        return "url";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        String title = message.title(TITLE_CODE_POINTS);
        String body = message.body(BODY_CODE_POINTS);
        JsonObject attachment = new JsonObject();
        attachment.addProperty(
                "color",
                String.format(
                        Locale.ROOT, "#%06x", Tone.of(message.notification()).rgb()));
        attachment.addProperty("fallback", chat.plain(title + "\n" + body));
        attachment.addProperty("title", chat.formatted(title));
        attachment.addProperty("text", chat.formatted(body));
        attachment.add("mrkdwn_in", Json.array());
        JsonObject payload = new JsonObject();
        payload.add("attachments", Json.array(attachment));
        return new Request.Builder().url(url).post(Json.body(payload)).build();
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject json = answer.json();
        String text = answer.text().strip();
        String words = Stream.of(Json.text(json, "message"), Json.text(json, "error"), plain(text))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
        if (answer.isSuccess()) {
            // an answer that broke off is empty: what came before it was success
            boolean taken = text.equals("ok")
                    || text.isEmpty()
                    || Json.text(json, "success").equals("true");
            return taken
                    ? Reply.delivered("")
                    : Reply.misconfigured("url", words, "whoever answers there is not " + name());
        }
        boolean atFault = OF_THE_WEBHOOK.contains(words) || OF_THE_WEBHOOK.contains(Json.text(json, "id"));
        return switch (answer.status()) {
            case 401, 403, 404, 410 -> Reply.unauthorised(words, chat.advice());
            default -> atFault ? Reply.unauthorised(words, chat.advice()) : Reply.byStatus(words);
        };
    }

    /** Slack says what is wrong in a word; a page or an object is none. */
    private static String plain(String text) {
        return text.startsWith("<") || text.startsWith("{") ? "" : text;
    }
}
