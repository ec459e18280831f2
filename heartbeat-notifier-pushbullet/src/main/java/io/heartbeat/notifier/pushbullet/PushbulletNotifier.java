package io.heartbeat.notifier.pushbullet;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.SecretText;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Sends notes to one target of one account. */
final class PushbulletNotifier implements Notifier {
    private static final MediaType JSON = MediaType.get("application/json");

    private final String recipient;
    private final SecretText token;
    private final Target target;
    private final HttpUrl pushes;
    private final SharedClient client;
    private final Verdict verdict;
    private final ZoneId zone;

    PushbulletNotifier(
            String recipient,
            SecretText token,
            Target target,
            HttpUrl pushes,
            SharedClient client,
            Verdict verdict,
            ZoneId zone) {
        this.recipient = recipient;
        this.token = token;
        this.target = target;
        this.pushes = pushes;
        this.client = client;
        this.verdict = verdict;
        this.zone = zone;
    }

    @Override
    public String recipient() {
        return recipient;
    }

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws InterruptedException {
        Note note = Note.of(notification, zone);
        Request request = new Request.Builder()
                .url(pushes)
                .header("Access-Token", token.reveal())
                .post(RequestBody.create(note.json(attempt.idempotencyKey(), target), JSON))
                .build();
        try {
            Answer answer = client.send(request, Duration.between(attempt.now(), attempt.deadline()));
            return verdict.on(answer, attempt.now());
        } catch (IOException e) {
            return verdict.onNoAnswer(e, pushes);
        }
    }

    @Override
    public void close() {
        client.release();
    }

    @Override
    public String toString() {
        return "PushbulletNotifier[" + recipient + "]";
    }
}
