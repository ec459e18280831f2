package io.heartbeat.notifier.http;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer;
import io.heartbeat.testkit.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tests start from. */
final class Given {
    static final String TOKEN = "o.MadeUpTokenForTests0123456789";
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private Given() {}

    static Notifier notifier(ScriptedServer service, String... settings) {
        return notifiers(service, settings).get(0);
    }

    static List<Notifier> notifiers(ScriptedServer service, String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("token", TOKEN, "url", service.url()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        TestSettings given = TestSettings.of(values);
        List<Notifier> notifiers = new Sample.Factory().create(given);
        if (!given.errors().isEmpty()) {
            throw new AssertionError(given.errors());
        }
        return notifiers;
    }

    static Attempt attempt() {
        return attempt(Duration.ofSeconds(30));
    }

    static Attempt attempt(Duration within) {
        return new Attempt(1, NOW, NOW.plus(within), KEY);
    }

    static Notification flatlined() {
        return SampleNotifications.problem();
    }
}
