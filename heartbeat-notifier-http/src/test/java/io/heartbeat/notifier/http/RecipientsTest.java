package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipientsTest {
    @Test
    void areReadOnceEach() {
        TestSettings settings = TestSettings.of(Map.of("room", "ours, theirs, ours"));

        assertThat(read(settings)).containsExactly("ours", "theirs");
        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void areAskedFor() {
        TestSettings settings = TestSettings.of(Map.of());

        assertThat(read(settings)).isEmpty();
        assertThat(settings.errors()).containsExactly("test.room is not set: open one and set it");
    }

    @Test
    void mustBeOfTheForm() {
        TestSettings settings = TestSettings.of(Map.of("room", "ours, r2d2"));

        read(settings);

        assertThat(settings.errors()).containsExactly("test.room must be letters, but is 'r2d2'");
    }

    private static List<String> read(TestSettings settings) {
        return Recipients.several(settings, "room", "[a-z]+", "letters", "open one and set it");
    }
}
