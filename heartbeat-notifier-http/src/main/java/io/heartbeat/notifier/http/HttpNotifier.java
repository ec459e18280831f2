package io.heartbeat.notifier.http;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
        List<Request> requests = new ArrayList<>();
        try {
            service.beforehand(message).ifPresent(requests::add);
            requests.add(service.request(message, attempt, alarms.before(notification)));
        } catch (IllegalArgumentException e) {
            return verdict.onNoRequest(e);
        }
        Outcome outcome = sent(requests, attempt);
        if (outcome instanceof Outcome.Delivered delivered) {
            alarms.delivered(notification, delivered.reference());
        }
        return outcome;
    }

    /** The outcome is that of the last one. */
    private Outcome sent(List<Request> requests, Attempt attempt) throws InterruptedException {
        long begin = System.nanoTime();
        Outcome outcome = Outcome.retry("nothing was sent");
        for (Request request : requests) {
            try {
                Answer answer = client.send(request, left(attempt, begin), attempt);
                outcome = verdict.on(answer, service.reply(answer));
            } catch (IOException e) {
                return verdict.onNoAnswer(e, request.url());
            }
        }
        return outcome;
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
