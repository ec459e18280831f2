package io.heartbeat.notifier.http;

import com.google.gson.JsonObject;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.RecipientName;
import io.heartbeat.spi.SecretText;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A service that could be: it has all that services have. */
record Sample(HttpUrl base, SecretText token) implements HttpService {

    /** Makes notifiers for it, one for each token. */
    static final class Factory implements NotifierFactory {
        @Override
        public String type() {
            return "sample";
        }

        @Override
        public List<Notifier> create(PluginSettings settings) {
            HttpNotifiers notifiers = new HttpNotifiers(settings);
            HttpUrl base = ServiceUrl.base(settings, "https://sample.invalid");
            List<SecretText> tokens = settings.secrets("token");
            if (tokens.isEmpty()) {
                settings.problem("token", "is missing");
            }
            for (SecretText token : tokens) {
                String recipient = tokens.size() == 1 ? "" : RecipientName.ofSecret("sample token", token.reveal());
                notifiers.add(recipient, new Sample(base, token), List.of(token));
            }
            return notifiers.toList();
        }
    }

    @Override
    public String name() {
        return "Sample";
    }

    @Override
    public String credential() {
        return "token";
    }

    @Override
    public Request request(Message message, Attempt attempt, Optional<String> alarm) {
        JsonObject json = new JsonObject();
        json.addProperty("title", message.title(250));
        json.addProperty("body", message.body(1000));
        json.addProperty("key", attempt.idempotencyKey());
        alarm.ifPresent(reference -> json.addProperty("thread", reference));
        return new Request.Builder()
                .url(base.newBuilder().addPathSegment("messages").build())
                .header("Authorization", "Bearer " + token.reveal())
                .post(Json.body(json))
                .build();
    }

    @Override
    public Reply reply(Answer answer) {
        if (answer.isSuccess()) {
            return Reply.delivered(Json.text(answer.json(), "id"));
        }
        return Reply.byStatus(Json.text(answer.json(), "error"));
    }

    @Override
    public Optional<Request> beforehand(Message message) {
        boolean quietens = message.notification().phase() == Phase.RECOVERY;
        return quietens
                ? Optional.of(new Request.Builder()
                        .url(base.newBuilder().addPathSegment("quiet").build())
                        .build())
                : Optional.empty();
    }
}
