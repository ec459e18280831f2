package io.heartbeat.notifier.http;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Tells one recipient of a service. */
final class HttpNotifier implements Notifier {
    private final String recipient;
    private final HttpService service;
    private final Client client;
    private final Verdict verdict;
    private final ZoneId zone;
    private final Alarms alarms = new Alarms();

    HttpNotifier(String recipient, HttpService service, Client client, Verdict verdict, ZoneId zone) {
        this.recipient = recipient;
        this.service = service;
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
        Message message = new Message(notification, zone);
        Optional<Request> first = service.beforehand(message);
        Request request = service.request(message, attempt, alarms.before(notification));
        long begin = System.nanoTime();
        HttpUrl asked = request.url();
        try {
            if (first.isPresent()) {
                asked = first.get().url();
                client.send(first.get(), left(attempt, begin), attempt.now());
                asked = request.url();
            }
            Answer answer = client.send(request, left(attempt, begin), attempt.now());
            Outcome outcome = verdict.on(answer, service.reply(answer, attempt));
            if (outcome instanceof Outcome.Delivered delivered) {
                alarms.delivered(notification, delivered.reference());
            }
            return outcome;
        } catch (IOException e) {
            return verdict.onNoAnswer(e, asked);
        }
    }

    private static Duration left(Attempt attempt, long begin) {
        return Duration.between(attempt.now(), attempt.deadline()).minusNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        client.closeIdle();
    }

    @Override
    public String toString() {
        return service.name() + "[" + recipient + "]";
    }
}
