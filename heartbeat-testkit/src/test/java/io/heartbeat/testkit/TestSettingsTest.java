package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.spi.SecretText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSettingsTest {
    private static final URI NOWHERE = URI.create("https://nowhere.example/");

    @Test
    void values_are_read_with_their_types() {
        TestSettings settings = TestSettings.of(Map.of(
                "host",
                "mail.example",
                "to",
                "ann, bob",
                "loud",
                "on",
                "tries",
                "3",
                "wait",
                "500ms",
                "file",
                "a/b",
                "url",
                "https://a.example/x"));

        assertThat(settings.required("host")).isEqualTo("mail.example");
        assertThat(settings.list("to")).containsExactly("ann", "bob");
        assertThat(settings.flag("loud", false)).isTrue();
        assertThat(settings.number("tries", 1, 1, 5)).isEqualTo(3);
        assertThat(settings.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(settings.path("file")).contains(Path.of("a/b").toAbsolutePath());
        assertThat(settings.url("url", NOWHERE)).hasHost("a.example");
        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void what_is_missing_wrong_or_unknown_is_noted_and_a_stand_in_returned() {
        TestSettings settings = TestSettings.of(Map.of(
                "loud",
                "perhaps",
                "tries",
                "9",
                "wait",
                "soon",
                "file",
                "\0",
                "url",
                "ftp://a.example/",
                "colour",
                "red"));

        assertThat(settings.required("host")).isEmpty();
        assertThat(settings.flag("loud", true)).isTrue();
        assertThat(settings.number("tries", 1, 1, 5)).isEqualTo(1);
        assertThat(settings.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
                .isZero();
        assertThat(settings.path("file")).isEmpty();
        assertThat(settings.url("url", NOWHERE)).isEqualTo(NOWHERE);
        assertThat(settings.secret("token").isEmpty()).isTrue();
        assertThat(settings.errors()).hasSize(8);
        assertThat(String.join("\n", settings.errors()))
                .contains(
                        "host is missing",
                        "tries must be 1 to 5, but is 9",
                        "token is missing",
                        "unknown key 'test.colour'");
    }

    @Test
    void secrets_come_from_the_value_or_from_a_file(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), "one\ntwo\n");
        TestSettings settings = TestSettings.of(Map.of("token", "abc", "tokens-file", file.toString()));

        assertThat(settings.secret("token")).isEqualTo(SecretText.of("abc"));
        assertThat(settings.secrets("tokens")).containsExactly(SecretText.of("one"), SecretText.of("two"));
        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void they_are_valid_only_on_the_thread_that_reads_first() {
        TestSettings settings = TestSettings.of(Map.of());
        settings.optional("host");

        assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> settings.optional("host"))
                        .join())
                .hasMessageContaining("valid only during create");
    }
}
