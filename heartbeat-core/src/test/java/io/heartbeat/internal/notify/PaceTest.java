package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Outcome UNREACHABLE = Outcome.retry("no route to host");

    private double chance;
    private final Pace pace = new Pace(Timing.USUAL, () -> chance);
    private Duration monotonic = Duration.ofDays(-1);
    private Instant wall = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void backsOffFromFiveSecondsToTenMinutes() {
        assertThat(pauses(10)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 480L, 480L, 480L);
        pace.succeeded();
        chance = 1;
        assertThat(pauses(9)).containsExactly(6L, 12L, 25L, 50L, 100L, 200L, 400L, 600L, 600L);
    }

    @Test
    void aServiceThatWorksIsUsedAtOnce() {
        assertThat(pace.isDue(now())).isTrue();
        pace.failed(UNREACHABLE, now());
        assertThat(pace.isDue(now())).isFalse();
        pace.succeeded();
        assertThat(pace.isDue(now())).isTrue();
    }

    @Test
    void theServicesOwnWishIsKeptExactly() {
        assertThat(pauseAfter(Outcome.retryAfter(Duration.ofMillis(61_500), "")))
                .isEqualTo(Duration.ofMillis(61_500));
        assertThat(pauseAfter(Outcome.retryAfter(Duration.ofHours(23), ""))).isEqualTo(Duration.ofHours(23));
        assertThat(pauseAfter(Outcome.retryAfter(Duration.ofSeconds(Long.MAX_VALUE), "")))
                .isEqualTo(Duration.ofHours(24));
        assertThat(pauseAfter(Outcome.retryAfter(Duration.ofDays(-1), ""))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalWaitsSixHours() {
        assertThat(pauseAfter(Outcome.rejected(Outcome.Refusal.AUTHORISATION, "")))
                .isEqualTo(Duration.ofHours(6));
        assertThat(pauseAfter(Outcome.rejected(Outcome.Refusal.CONFIGURATION, "")))
                .isEqualTo(Duration.ofHours(6));
    }

    @Test
    void aQuotaWaitsForItsEnd() {
        assertThat(pauseAfter(Outcome.quota(wall.plusSeconds(864_000), ""))).isEqualTo(Duration.ofDays(10));
        assertThat(pauseAfter(Outcome.quota(Instant.MAX, ""))).isEqualTo(Duration.ofDays(32));
    }

    @Test
    void aQuotaThatIsOverAlreadyIsJustAFailure() {
        assertThat(pauseAfter(Outcome.quota(wall, ""))).isEqualTo(Duration.ofSeconds(5));
        assertThat(pauseAfter(Outcome.quota(Instant.MIN, ""))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aMachineThatSleptBeyondTheEndOfAQuotaTriesAtOnce() {
        pace.failed(Outcome.quota(wall.plusSeconds(3_600), ""), now());
        wall = wall.plusSeconds(3_600);
        assertThat(pace.isDue(now())).isTrue();
    }

    @Test
    void aWallClockThatJumpsBackDelaysNothing() {
        pace.failed(Outcome.quota(wall.plusSeconds(3_600), ""), now());
        wall = wall.minusSeconds(100_000_000);
        monotonic = monotonic.plusSeconds(3_600);
        assertThat(pace.isDue(now())).isTrue();
    }

    @Test
    void aWallClockThatJumpsForwardHastensNothingElse() {
        pace.failed(UNREACHABLE, now());
        wall = wall.plusSeconds(100_000_000);
        assertThat(pace.nanosLeft(now())).isEqualTo(Duration.ofSeconds(5).toNanos());
        pace.failed(Outcome.quota(wall.minusSeconds(5), ""), now());
        assertThat(pace.nanosLeft(now())).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    private Duration pauseAfter(Outcome outcome) {
        pace.failed(outcome, now());
        return Duration.ofNanos(pace.nanosLeft(now()));
    }

    private List<Long> pauses(int count) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pauses.add(pauseAfter(UNREACHABLE).toSeconds());
        }
        return pauses;
    }

    private Moment now() {
        return new Moment(monotonic.toNanos(), wall.toEpochMilli());
    }
}
