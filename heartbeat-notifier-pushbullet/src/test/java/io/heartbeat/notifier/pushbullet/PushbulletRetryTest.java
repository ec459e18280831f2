package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.NOW;
import static io.heartbeat.notifier.pushbullet.Given.attempt;
import static io.heartbeat.notifier.pushbullet.Given.error;
import static io.heartbeat.notifier.pushbullet.Given.flatlined;
import static io.heartbeat.notifier.pushbullet.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer after which it is tried again, and when. */
@Timeout(60)
class PushbulletRetryTest {
    private static final String RATE_LIMITED = error(
            "ratelimited",
            "You have been ratelimited for performing too many requests/ops in a short period of time, check the "
                    + "X-Ratelimit-* headers");
    private static final long NOW_SECONDS = NOW.getEpochSecond();

    private ScriptedServer service;

    @BeforeEach
    void open() throws IOException {
        service = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        service.close();
    }

    @Test
    void tooManyRequestsWaitForTheResetByTheServicesClock() throws Exception {
        service.next(
                "429 Too Many Requests",
                RATE_LIMITED,
                "X-Ratelimit-Limit: 32768",
                "X-Ratelimit-Remaining: 0",
                "X-Ratelimit-Reset: " + Instant.parse("2031-05-01T12:02:05Z").getEpochSecond(),
                "Date: Thu, 01 May 2031 12:00:00 GMT");

        Outcome.Retry retry = retry(notifier(service).deliver(flatlined(), attempt()));

        assertThat(retry.after()).contains(Duration.ofSeconds(125));
        assertThat(retry.reason()).contains("You have been ratelimited").contains("(ratelimited), HTTP 429");
    }

    @Test
    void tooManyRequestsWaitForTheResetByTheOwnClockIfNeedBe() throws Exception {
        Outcome outcome = on("429 Too Many Requests", RATE_LIMITED, "X-Ratelimit-Reset: " + (NOW_SECONDS + 90));

        assertThat(retry(outcome).after()).contains(Duration.ofSeconds(90));
    }

    @Test
    void aResetThatAWrongClockPutsFarAwayIsAnHourAtMostAndASecondAtLeast() throws Exception {
        assertThat(retry(on("429 No", RATE_LIMITED, "X-Ratelimit-Reset: " + (NOW_SECONDS + 100_000)))
                        .after())
                .contains(Duration.ofHours(1));
        assertThat(retry(on("429 No", RATE_LIMITED, "X-Ratelimit-Reset: " + (NOW_SECONDS - 100_000)))
                        .after())
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void tooManyRequestsWithoutAnyHintLeaveTheWaitingToTheCore() throws Exception {
        assertThat(retry(on("429 Too Many Requests", RATE_LIMITED)).after()).isEmpty();
        assertThat(retry(on("429 Too Many Requests", "")).after()).isEmpty();
        assertThat(retry(on("429 No", "", "X-Ratelimit-Reset: soon")).after()).isEmpty();
    }

    @Test
    void anExplicitRetryAfterComesFirst() throws Exception {
        Outcome outcome = on("429 No", "", "X-Ratelimit-Reset: " + (NOW_SECONDS + 90), "Retry-After: 17");

        assertThat(retry(outcome).after()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "408 Request Timeout",
                "500 Internal Server Error",
                "502 Bad Gateway",
                "504 Gateway Timeout",
                "599 ?"
            })
    void aTroubledServiceIsTriedAgain(String status) throws Exception {
        Outcome.Retry retry = retry(on(status, "<html><body><h1>" + status + "</h1></body></html>"));

        assertThat(retry.after()).isEmpty();
        assertThat(retry.reason()).isEqualTo("Pushbullet is in trouble: HTTP " + status.substring(0, 3));
    }

    @Test
    void aTroubledServiceSpeaksForItself() throws Exception {
        Outcome outcome = on(
                "500 Internal Server Error",
                "{\"error\":{\"type\":\"server\",\"message\":\"Something broke.\",\"cat\":\"~(=^‥^)\"}}");

        assertThat(retry(outcome).reason()).isEqualTo("Pushbullet is in trouble: Something broke. (server), HTTP 500");
    }

    @Test
    void anOverloadedServiceSaysWhen() throws Exception {
        assertThat(retry(on("503 No", "", "Retry-After: 120")).after()).contains(Duration.ofMinutes(2));
        assertThat(retry(on("503 No", "", "Retry-After: Sun, 22 Nov 2026 10:03:00 GMT"))
                        .after())
                .contains(Duration.ofMinutes(3));
        assertThat(retry(on("503 No", "")).after()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "99999999999", "999999999999999999999999"})
    void anOverloadedServiceIsAskedOnceOnlyWhateverItSays(String seconds) throws Exception {
        Outcome outcome = on("503 Service Unavailable", "", "Retry-After: " + seconds);

        assertThat(retry(outcome).after())
                .contains(seconds.startsWith("0") ? Duration.ofSeconds(1) : Duration.ofHours(1));
        assertThat(service.requests()).hasSize(1);
    }

    private Outcome on(String status, String body, String... headers) throws Exception {
        service.next(status, body, headers);
        return notifier(service).deliver(flatlined(), attempt());
    }

    private static Outcome.Retry retry(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
        return (Outcome.Retry) outcome;
    }
}
