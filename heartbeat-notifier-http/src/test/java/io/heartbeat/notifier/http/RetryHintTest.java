package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
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
        assertThat(hint(Headers.of("Retry-After", header))).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void readsADateByTheServicesClock() {
        Headers headers = Headers.of(
                "Retry-After", "Tue, 01 Jan 2030 00:01:00 GMT",
                "Date", "Tue, 01 Jan 2030 00:00:00 GMT");

        assertThat(hint(headers)).contains(Duration.ofMinutes(1));
    }

    @Test
    void readsADateByTheOwnClockIfTheServiceTellsNoTime() {
        Headers headers = Headers.of("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT", "Date", "yesterday");

        assertThat(hint(headers)).contains(Duration.ofSeconds(30));
    }

    @Test
    void readsAResetInAnyNotation() {
        Headers headers = Headers.of("X-Ratelimit-Reset", (NOW.getEpochSecond() + 60) / 1e9 + "e+09");

        assertThat(hint(headers)).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "NaN", "12:30", "--1"})
    void makesNothingOfNonsense(String header) {
        assertThat(hint(Headers.of("Retry-After", header))).isEmpty();
        assertThat(hint(Headers.of("X-Ratelimit-Reset", header))).isEmpty();
        assertThat(hint("{\"retry_after\":\"" + header + "\"}")).isEmpty();
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(hint(Headers.of())).isEmpty();
        assertThat(hint("{\"parameters\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{\"message\":\"m\";\"retry_after\":0.376;\"global\":false}, 1",
        "{\"message\":\"m\";\"retry_after\":64.57;\"global\":true}, 65",
        "{\"ok\":false;\"error_code\":429;\"parameters\":{\"retry_after\":17}}, 17",
        "{\"errcode\":\"M_LIMIT_EXCEEDED\";\"retry_after_ms\":2500}, 3"
    })
    void readsWhatServicesSayInTheirBodies(String body, long seconds) {
        assertThat(hint(body.replace(';', ','))).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void readsWhatServicesSayInOtherHeaders() {
        assertThat(hint(Headers.of("X-RateLimit-Reset-After", "4.2", "X-RateLimit-Reset", "1470173023.123")))
                .contains(Duration.ofSeconds(5));
        assertThat(hint(Headers.of("X-RateLimit-Reset", "30"))).contains(Duration.ofSeconds(30));
    }

    @Test
    void readsAResetInMilliseconds() {
        assertThat(hint(Headers.of("X-RateLimit-Reset", "" + (NOW.toEpochMilli() + 41_500))))
                .contains(Duration.ofSeconds(42));
    }

    @Test
    void aPointInTimeThatAWrongClockPutsFarAwayIsAnHourAtMostAndASecondAtLeast() {
        assertThat(hint(Headers.of("X-Ratelimit-Reset", "" + (NOW.getEpochSecond() + 100_000))))
                .contains(Duration.ofHours(1));
        assertThat(hint(Headers.of("X-Ratelimit-Reset", "" + (NOW.getEpochSecond() - 100_000))))
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void headersComeFirst() {
        Headers headers = Headers.of("Retry-After", "65", "X-Ratelimit-Reset", "" + (NOW.getEpochSecond() + 90));

        assertThat(hint(headers, "{\"retry_after\":64.57}")).contains(Duration.ofSeconds(65));
    }

    private static Optional<Duration> hint(Headers headers) {
        return hint(headers, "");
    }

    private static Optional<Duration> hint(String body) {
        return hint(Headers.of(), body);
    }

    private static Optional<Duration> hint(Headers headers, String body) {
        return RetryHint.of(new Answer(HttpUrl.get("https://sample.invalid/"), 429, headers, body, Given.attempt()));
    }
}
