package io.heartbeat.testkit;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A notifier beside a {@link ScriptedServer}: delivers, shows what the service was sent, and what the notifier makes of an answer.
 * Every attempt is the same one, and the reader is in UTC, so requests can be compared byte for byte:
 *
 * <pre>{@code
 * @AutoClose
 * private final NotifierTrial pager = NotifierTrial.of(new PagerNotifierFactory()).with("token", "not-a-real-token");
 *
 * @Test
 * void tellsWhatHappened() {
 *     assertThat(pager.request(SampleNotifications.problem()).body()).isEqualTo("…");
 * }
 *
 * @Test
 * void aWrongTokenIsTold() {
 *     assertThat(pager.rejected("401 Unauthorized", "{\"error\":\"who are you?\"}").reason()).isEqualTo("…");
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class NotifierTrial implements AutoCloseable {
    /** The key of every attempt. */
    public static final String KEY = "0123456789abcdef0123456789abcdef";
    /** When every attempt begins. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NotifierFactory factory;
    private final ScriptedServer server;
    private final Map<String, String> given = new TreeMap<>(Map.of("zone", "UTC"));
    private final List<Notifier> made = new ArrayList<>();

    private NotifierTrial(NotifierFactory factory, ScriptedServer server) {
        this.factory = factory;
        this.server = server;
        given.put("url", server.url());
    }

    /** A trial of the notifiers of this factory, whose setting {@code url} says where the service is. */
    public static NotifierTrial of(NotifierFactory factory) {
        return new NotifierTrial(factory, new ScriptedServer());
    }

    /** Adds or replaces a setting, or removes it if the value is empty; then the notifiers are made anew. */
    public NotifierTrial with(String key, String value) {
        made.forEach(Notifier::close);
        made.clear();
        given.put(key, value);
        given.values().removeIf(String::isEmpty);
        return this;
    }

    /** Puts a path behind the server's address. */
    public NotifierTrial at(String path) {
        return with("url", server.url() + path);
    }

    /** Answers this whenever nothing is scripted. */
    public NotifierTrial answering(String status, String body) {
        server.usually(status, body);
        return this;
    }

    /** The service. */
    public ScriptedServer server() {
        return server;
    }

    /** All notifiers that the settings make; the same ones as long as nothing changes. */
    public List<Notifier> notifiers() {
        if (made.isEmpty()) {
            TestSettings settings = TestSettings.of(given);
            made.addAll(factory.create(settings));
            if (!settings.errors().isEmpty()) {
                throw new AssertionError(settings.errors());
            }
        }
        return List.copyOf(made);
    }

    /** What comes of a delivery by the first notifier. */
    public Outcome deliver(Notification notification) {
        return deliver(notifiers().get(0), notification);
    }

    /** What comes of a delivery. */
    public Outcome deliver(Notifier notifier, Notification notification) {
        try {
            return notifier.deliver(notification, new Attempt(1, NOW, NOW.plus(PATIENCE), KEY));
        } catch (Exception e) {
            throw new AssertionError("deliver must not throw", e);
        }
    }

    /** The last request of a delivery that must be delivered. */
    public Received request(Notification notification) {
        Outcome outcome = deliver(notification);
        if (!(outcome instanceof Outcome.Delivered)) {
            throw new AssertionError("It was not delivered: " + outcome);
        }
        List<Received> requests = server.requests();
        return requests.get(requests.size() - 1);
    }

    /** What comes of a {@linkplain SampleNotifications#problem() problem} that is answered like this. */
    public Outcome answered(String status, String body, String... headers) {
        server.next(status, body, headers);
        return deliver(SampleNotifications.problem());
    }

    /** The same, of an answer that must be a refusal for good. */
    public Outcome.Rejected rejected(String status, String body, String... headers) {
        return as(Outcome.Rejected.class, answered(status, body, headers));
    }

    /** The same, of an answer after which it must be tried again. */
    public Outcome.Retry retry(String status, String body, String... headers) {
        return as(Outcome.Retry.class, answered(status, body, headers));
    }

    /** The same, of an answer that must mean that the account is used up. */
    public Outcome.Quota quota(String status, String body, String... headers) {
        return as(Outcome.Quota.class, answered(status, body, headers));
    }

    private static <T extends Outcome> T as(Class<T> expected, Outcome outcome) {
        if (!expected.isInstance(outcome)) {
            throw new AssertionError("Expected " + expected.getSimpleName() + ", but it was " + outcome);
        }
        return expected.cast(outcome);
    }

    /**
     * What is wrong with the settings.
     *
     * @param changes key, value, key, value and so on; an empty value removes the setting
     */
    public List<String> errors(String... changes) {
        TestSettings settings = TestSettings.of(changed(changes));
        factory.create(settings).forEach(Notifier::close);
        return settings.errors();
    }

    /** Whom the settings make notifiers for, changed in the same way. */
    public List<String> recipients(String... changes) {
        List<Notifier> notifiers = factory.create(TestSettings.of(changed(changes)));
        notifiers.forEach(Notifier::close);
        return notifiers.stream().map(Notifier::recipient).toList();
    }

    private Map<String, String> changed(String... changes) {
        Map<String, String> values = new TreeMap<>(given);
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        values.values().removeIf(String::isEmpty);
        return values;
    }

    @Override
    public void close() {
        made.forEach(Notifier::close);
        server.close();
    }
}
