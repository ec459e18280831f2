package io.heartbeat.notifier.pushover;

import com.google.gson.JsonObject;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One user or group of a Pushover application.
 *
 * @param devices names of devices, separated by commas; empty for all
 * @see <a href="https://pushover.net/api">Message API</a>
 * @see <a href="https://pushover.net/api/receipts#cancel">Cancelling</a>
 */
record Pushover(HttpUrl base, SecretText token, SecretText user, String devices, Emergency emergency)
        implements HttpService {
    static final String TOKEN_HINT = "make an application at https://pushover.net/apps/build and take its API token";
    static final String USER_HINT = "it is at https://pushover.net";

    private static final int TITLE_CODE_POINTS = 250;
    private static final int BODY_CODE_POINTS = 1024;
    private static final Duration LONGEST_QUOTA = Duration.ofDays(32);
    private static final Duration USUAL_QUOTA = Duration.ofDays(1);

    @Override
    public String name() {
        return "Pushover";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        Notification notification = message.notification();
        int priority = priority(notification);
        FormBody.Builder form = new FormBody.Builder()
                .add("token", token.reveal())
                .add("user", user.reveal())
                .add("title", message.title(TITLE_CODE_POINTS))
                .add("message", message.body(BODY_CODE_POINTS))
                .add("timestamp", Long.toString(notification.at().getEpochSecond()))
                .add("priority", Integer.toString(priority));
        if (!devices.isEmpty()) {
            form.add("device", devices);
        }
        if (priority == 2) {
            form.add("retry", Long.toString(emergency.retry().toSeconds()))
                    .add("expire", Long.toString(emergency.expire().toSeconds()))
                    .add("tags", Emergency.tag(notification));
        }
        return post("1/messages.json", form.build());
    }

    private int priority(Notification notification) {
        return switch (Tone.of(notification)) {
            case CRITICAL -> emergency.isWanted() && notification.phase() == Phase.PROBLEM ? 2 : 1;
            case WARNING, GOOD -> 0;
            case NEUTRAL -> -1;
        };
    }

    /** What rings until somebody acknowledges it is silenced when it is over. */
    @Override
    public Optional<Request> beforehand(Message message) {
        Notification notification = message.notification();
        return emergency.isOverWith(notification)
                ? Optional.of(post(
                        "1/receipts/cancel_by_tag/" + Emergency.tag(notification) + ".json",
                        new FormBody.Builder().add("token", token.reveal()).build()))
                : Optional.empty();
    }

    private Request post(String path, FormBody form) {
        return new Request.Builder()
                .url(base.newBuilder().addPathSegments(path).build())
                .post(form)
                .build();
    }

    @Override
    public Reply reply(Answer answer) {
        JsonObject json = answer.json();
        String words = String.join("; ", Json.texts(json, "errors"));
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(json, "request"));
        } else if (answer.status() == 429) {
            return Reply.usedUp(reset(answer), words, "it goes on next month, or with more messages bought");
        } else if (Json.text(json, "token").equals("invalid")) {
            return Reply.unauthorised(words, TOKEN_HINT);
        } else if (Json.text(json, "user").equals("invalid")) {
            return Reply.misconfigured("user", words, "it must be the key of a user or a group: " + USER_HINT);
        } else if (Json.text(json, "device").equals("invalid") || words.contains("device name")) {
            return Reply.misconfigured("device", words, "it must be the name of a device of this user: " + USER_HINT);
        }
        return Reply.byStatus(words);
    }

    /** When the month of the account is over, as Pushover says; if it says nothing sensible, try tomorrow. */
    private static Instant reset(Answer answer) {
        String reset = answer.headers().get("X-Limit-App-Reset");
        if (reset != null && reset.matches("\\d{1,10}")) {
            Instant until = Instant.ofEpochSecond(Long.parseLong(reset));
            if (until.isAfter(answer.at()) && until.isBefore(answer.at().plus(LONGEST_QUOTA))) {
                return until;
            }
        }
        return answer.at().plus(USUAL_QUOTA);
    }
}
