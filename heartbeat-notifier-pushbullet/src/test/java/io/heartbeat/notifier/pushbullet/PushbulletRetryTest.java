package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.TOKEN;
import static io.heartbeat.notifier.pushbullet.Given.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.testkit.NotifierTrial;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Pushbullet says when it is to be tried again. */
@Timeout(60)
class PushbulletRetryTest {
    private static final String RATE_LIMITED = error(
            "ratelimited",
            "You have been ratelimited for performing too many requests/ops in a short period of time, check the "
                    + "X-Ratelimit-* headers");

    @AutoClose
    private final NotifierTrial pushbullet =
            NotifierTrial.of(new PushbulletFactory()).with("token", TOKEN);

    @Test
    void tooManyRequestsWaitForTheResetByTheServicesClock() {
        Outcome.Retry retry = pushbullet.retry(
                "429 Too Many Requests",
                RATE_LIMITED,
                "X-Ratelimit-Limit: 32768",
                "X-Ratelimit-Remaining: 0",
                "X-Ratelimit-Reset: " + Instant.parse("2031-05-01T12:02:05Z").getEpochSecond(),
                "Date: Thu, 01 May 2031 12:00:00 GMT");

        assertThat(retry.after()).contains(Duration.ofSeconds(125));
        assertThat(retry.reason())
                .startsWith("Pushbullet wants fewer requests: You have been ratelimited")
                .endsWith("(ratelimited), HTTP 429");
    }

    @Test
    void tooManyRequestsWithoutAnyHintLeaveTheWaitingToTheCore() {
        assertThat(pushbullet.retry("429 Too Many Requests", RATE_LIMITED).after())
                .isEmpty();
    }

    @Test
    void aTroubledServiceSpeaksForItself() {
        Outcome.Retry retry = pushbullet.retry(
                "500 Internal Server Error",
                "{\"error\":{\"type\":\"server\",\"message\":\"Something broke.\",\"cat\":\"~(=^‥^)\"}}");

        assertThat(retry.after()).isEmpty();
        assertThat(retry.reason()).isEqualTo("Pushbullet is in trouble: Something broke. (server), HTTP 500");
    }
}
