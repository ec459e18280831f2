package io.heartbeat.notifier.pushbullet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 1", "-7, 1", "1.2, 2", "90, 90", "3600, 3600", "3601, 3600", "1e300, 3600", "Infinity, 3600"
    })
    void readsSecondsFromASecondToAnHour(String header, long seconds) {
        assertThat(RetryHint.retryAfter(Headers.of("Retry-After", header), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void readsADateByTheServicesClock() {
        Headers headers = Headers.of(
                "Retry-After", "Tue, 01 Jan 2030 00:01:00 GMT",
                "Date", "Tue, 01 Jan 2030 00:00:00 GMT");

        assertThat(RetryHint.retryAfter(headers, NOW)).contains(Duration.ofMinutes(1));
    }

    @Test
    void readsADateByTheOwnClockIfTheServiceTellsNoTime() {
        Headers headers = Headers.of("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT", "Date", "yesterday");

        assertThat(RetryHint.retryAfter(headers, NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void readsAResetInAnyNotation() {
        Headers headers = Headers.of("X-Ratelimit-Reset", (NOW.getEpochSecond() + 60) / 1e9 + "e+09");

        assertThat(RetryHint.rateLimitReset(headers, NOW)).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "NaN", "12:30", "--1"})
    void makesNothingOfNonsense(String header) {
        assertThat(RetryHint.retryAfter(Headers.of("Retry-After", header), NOW)).isEmpty();
        assertThat(RetryHint.rateLimitReset(Headers.of("X-Ratelimit-Reset", header), NOW))
                .isEmpty();
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(RetryHint.retryAfter(Headers.of(), NOW)).isEmpty();
        assertThat(RetryHint.rateLimitReset(Headers.of(), NOW)).isEmpty();
    }
}
