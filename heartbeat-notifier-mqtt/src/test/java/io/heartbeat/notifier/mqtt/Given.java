package io.heartbeat.notifier.mqtt;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notifier;
import io.heartbeat.testkit.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tests start from. */
final class Given {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");

    private Given() {}

    static Notifier notifier(String url, String... settings) {
        TestSettings given = settings(url, settings);
        List<Notifier> made = new MqttFactory().create(given);
        if (!given.errors().isEmpty()) {
            throw new AssertionError(given.errors());
        }
        return made.get(0);
    }

    static List<String> errors(String url, String... settings) {
        TestSettings given = settings(url, settings);
        new MqttFactory().create(given).forEach(Notifier::close);
        return given.errors();
    }

    private static TestSettings settings(String url, String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("url", url));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return TestSettings.of(values);
    }

    static Attempt attempt() {
        return attempt(Duration.ofSeconds(30));
    }

    static Attempt attempt(Duration patience) {
        return new Attempt(1, NOW, NOW.plus(patience), "0123456789abcdef0123456789abcdef");
    }
}
