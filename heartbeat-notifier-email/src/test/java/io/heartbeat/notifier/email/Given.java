package io.heartbeat.notifier.email;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tests start from. */
final class Given {
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");

    private Given() {}

    static Outcome deliver(Notification notification, String url, String... settings) throws Exception {
        return notifier(url, settings).deliver(notification, attempt(Duration.ofSeconds(30)));
    }

    static Notifier notifier(String url, String... settings) {
        TestSettings given = settings(url, settings);
        List<Notifier> made = new EmailFactory().create(given);
        if (!given.errors().isEmpty()) {
            throw new AssertionError(given.errors());
        }
        return made.get(0);
    }

    static List<String> errors(String url, String... settings) {
        TestSettings given = settings(url, settings);
        new EmailFactory().create(given).forEach(Notifier::close);
        return given.errors();
    }

    static TestSettings settings(String url, String... settings) {
        Map<String, String> values = new TreeMap<>(
                Map.of("url", url, "from", "heartbeat@home.example", "to", "ann@home.example", "zone", "UTC"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        values.values().removeIf(String::isEmpty);
        return TestSettings.of(values);
    }

    static Attempt attempt(Duration patience) {
        return new Attempt(1, NOW, NOW.plus(patience), KEY);
    }
}
