package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void areWhateverTheServiceSays() {
        assertThat(Words.of("Unknown Webhook", "10015")).isEqualTo("Unknown Webhook (10015)");
        assertThat(Words.of("Unknown Webhook", "")).isEqualTo("Unknown Webhook");
        assertThat(Words.of("", "10015")).isEqualTo("10015");
        assertThat(Words.of("", "")).isEmpty();
    }
}
