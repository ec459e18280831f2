package io.heartbeat.notifier.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Trust;
import io.heartbeat.spi.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Publishes through a broker, over a connection for each notification: they are rare. */
final class Mqtt implements Notifier {
    /** What every broker must take. */
    private static final int LONGEST_CLIENT_ID = 23;

    private final Broker broker;
    private final String user;
    private final SecretText password;
    private final Trust trust;
    private final Topics topics;
    private final Duration timeout;
    private final String settings;
    private final Redaction redaction;

    Mqtt(Broker broker, String user, SecretText password, Trust trust, Topics topics, Duration timeout, String name) {
        this.broker = broker;
        this.user = user;
        this.password = password;
        this.trust = trust;
        this.topics = topics;
        this.timeout = timeout;
        settings = "notifier." + name + ".";
        redaction = new Redaction(List.of(password));
    }

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        SSLContext context;
        try {
            context = trust.context();
        } catch (IOException e) {
            return rejected(Refusal.CONFIGURATION, String.valueOf(e.getMessage()), "trust");
        }
        try (Connection connection = Connection.open(broker, context, time(attempt))) {
            String clientId = ("heartbeat-" + attempt.idempotencyKey()).substring(0, LONGEST_CLIENT_ID);
            int code = connection.connect(clientId, user, password.reveal());
            if (code != Connection.ACCEPTED) {
                return refused(code);
            }
            publish(connection, notification);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Unreachable.because(e, broker.host(), broker.port(), redaction);
        }
        return Outcome.delivered();
    }

    private Duration time(Attempt attempt) {
        Duration left = Duration.between(attempt.now(), attempt.deadline());
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** The event last: who hears of it finds the states as they are. */
    private void publish(Connection connection, Notification notification) throws IOException {
        byte[] json = notification.toJson().getBytes(UTF_8);
        for (String topic : topics.states(notification)) {
            connection.publish(topic, json, true);
        }
        connection.publish(topics.events(), json, false);
    }

    private Outcome refused(int code) {
        String login = user.isEmpty() ? "user" : "password";
        return switch (code) {
            case 1 -> rejected(Refusal.CONFIGURATION, broker() + " does not speak MQTT 3.1.1", "url");
            case 4 -> rejected(Refusal.AUTHORISATION, broker() + " does not know this user and password", login);
            case 5 -> rejected(Refusal.AUTHORISATION, broker() + " does not let us in", login);
            default -> Outcome.retry(broker() + " is not available (return code " + code + ")");
        };
    }

    private Outcome rejected(Refusal refusal, String what, String key) {
        return Outcome.rejected(refusal, what + "; correct " + settings + key);
    }

    private String broker() {
        return "The broker at " + broker;
    }

    @Override
    public String toString() {
        return "mqtt[" + broker + "]";
    }
}
