package io.heartbeat.notifier.pushbullet;

import com.google.gson.JsonObject;
import io.heartbeat.notifier.http.Answer;
import io.heartbeat.notifier.http.HttpService;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.notifier.http.Reply;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.SecretText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One target of one account at Pushbullet.
 *
 * @see <a href="https://docs.pushbullet.com/#create-push">Create push</a>
 * @see <a href="https://docs.pushbullet.com/#http-status-codes">Status codes</a>
 */
record Pushbullet(HttpUrl base, SecretText token, Target target) implements HttpService {
    static final String TOKEN_PAGE = "https://www.pushbullet.com/#settings/account";

    private static final int TITLE_CODE_POINTS = 255;
    private static final int BODY_BYTES = 4096;

    @Override
    public String name() {
        return "Pushbullet";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        JsonObject push = new JsonObject();
        push.addProperty("type", "note");
        push.addProperty("title", message.title(TITLE_CODE_POINTS));
        push.addProperty("body", message.bodyOfBytes(BODY_BYTES));
        push.addProperty("guid", attempt.idempotencyKey());
        if (target.kind() != Target.Kind.ALL_DEVICES) {
            push.addProperty(target.kind().field(), target.value());
        }
        return new Request.Builder()
                .url(base.newBuilder().addPathSegments("v2/pushes").build())
                .header("Access-Token", token.reveal())
                .post(Json.body(push))
                .build();
    }

    @Override
    public Reply reply(Answer answer) {
        Problem problem = Problem.in(answer.json());
        if (problem.needsPro()) {
            return Reply.usedUp(
                    nextMonth(answer.at()), problem.words(), "it goes on next month, or with Pushbullet Pro");
        }
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(answer.json(), "iden"));
        }
        Optional<Target.Kind> faulty = problem.faultyTarget();
        return switch (answer.status()) {
            case 401 -> Reply.unauthorised(problem.words(), "make a new one at " + TOKEN_PAGE);
            case 400, 403, 404 -> {
                if (faulty.isPresent()) {
                    yield Reply.misconfigured(
                            faulty.get().key(),
                            problem.words(),
                            "it must be " + faulty.get().expected());
                }
                if (answer.status() == 403) {
                    yield Reply.unauthorised(
                            problem.words(), "look at the account, or make a new one at " + TOKEN_PAGE);
                }
                // a 404 that Pushbullet words itself is about something in the push; any other comes from another
                // server
                yield problem.isTold() ? Reply.unacceptable(problem.words()) : Reply.byStatus(problem.words());
            }
            default -> Reply.byStatus(problem.words());
        };
    }

    private static Instant nextMonth(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
