package io.heartbeat.notifier.teams;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.notifier.http.Tone;
import io.heartbeat.notifier.http.Words;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One workflow of Microsoft Teams that is started by a webhook.
 *
 * @see <a href="https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook">The trigger</a>
 */
record Teams(HttpUrl url) implements HttpService {
    /** Far less than the 28 KB that a message may have, even if every character is escaped. */
    private static final int TITLE_CODE_POINTS = 250;

    private static final int BODY_CODE_POINTS = 3000;

    @Override
    public String name() {
        return "Teams";
    }

    @Override
    public String credential() {
        return "url";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        JsonObject card = Card.message(
                Tone.of(message.notification()), message.title(TITLE_CODE_POINTS), message.body(BODY_CODE_POINTS));
        return new Request.Builder().url(url).post(Json.body(card)).build();
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject json = answer.json();
        String code = Json.text(json, "error", "code");
        String words = Words.of(Json.text(json, "error", "message"), code);
        if (answer.isSuccess()) {
            return Reply.delivered("");
        }
        // 400 WorkflowTriggerIsNotEnabled: it is turned off or deleted
        boolean noWorkflow = answer.status() == 400 && code.startsWith("Workflow");
        return switch (answer.status()) {
            case 401, 403, 404, 410 -> gone(words);
            default -> noWorkflow ? gone(words) : Reply.byStatus(words);
        };
    }

    private static Reply gone(String words) {
        return Reply.unauthorised(
                words, "turn the workflow on, or make a new one, under Workflows in Teams, copy its whole address");
    }
}
