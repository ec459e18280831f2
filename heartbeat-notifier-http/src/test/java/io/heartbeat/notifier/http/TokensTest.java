package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.SecretText;
import io.heartbeat.testkit.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String HINT = "make one and set it";

    @Test
    void areReadOnceEach() {
        TestSettings settings = TestSettings.of(Map.of("token", "first, second, first"));

        assertThat(Tokens.several(settings, "token", HINT))
                .containsExactly(SecretText.of("first"), SecretText.of("second"));
        assertThat(settings.errors()).isEmpty();
    }

    @Test
    void areAskedForIfNeeded() {
        TestSettings settings = TestSettings.of(Map.of());

        assertThat(Tokens.several(settings, "token", HINT)).isEmpty();
        assertThat(Tokens.one(settings, "key", HINT).isEmpty()).isTrue();
        assertThat(Tokens.optional(settings, "other", HINT).isEmpty()).isTrue();
        assertThat(settings.errors())
                .containsExactly(
                        "test.token is not set, nor is token-file: make one and set it",
                        "test.key is not set, nor is key-file: make one and set it");
    }

    @Test
    void areNotSeveralWhereOneIsMeant() {
        TestSettings settings = TestSettings.of(Map.of("token", "first,second", "key", "third"));

        Tokens.optional(settings, "token", HINT);

        assertThat(Tokens.one(settings, "key", HINT)).isEqualTo(SecretText.of("third"));
        assertThat(settings.errors())
                .containsExactly("test.token must be one, but there are 2 (they are not shown here)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "café", "tab\there", "nul\0nul"})
    void mustFitAHeaderAndAreNotShown(String token) {
        TestSettings settings = TestSettings.of(Map.of("token", token));

        Tokens.one(settings, "token", HINT);

        assertThat(settings.errors())
                .containsExactly("test.token must be visible ASCII characters without spaces (it is not shown here): "
                        + "make one and set it");
    }
}
