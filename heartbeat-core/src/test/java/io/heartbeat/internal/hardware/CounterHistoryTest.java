package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.START;
import static io.heartbeat.internal.hardware.WatchedHardware.TYPE;
import static io.heartbeat.internal.hardware.WatchedHardware.counting;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heartbeat.internal.hardware.CounterHistory.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterHistoryTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Duration DAY = Duration.ofDays(1);

    private final CounterHistory history = new CounterHistory(List.of());

    @Test
    void whatIsSeenForTheFirstTimeHasNotGrown() {
        assertThat(history.growth(1_000, DAY, START)).isZero();
        history.record(1_000, START);
        assertThat(history.growth(1_000, DAY, START)).isZero();
    }

    @Test
    void growthIsCountedFromTheBeginOfTheWindow() {
        history.record(10, START);
        history.record(12, START + 10 * HOUR);
        history.record(15, START + 20 * HOUR);

        long now = START + 30 * HOUR;
        assertThat(history.growth(16, Duration.ofHours(1), now)).isEqualTo(1);
        assertThat(history.growth(16, Duration.ofHours(15), now)).isEqualTo(4);
        assertThat(history.growth(16, Duration.ofHours(20), now)).isEqualTo(4);
        assertThat(history.growth(16, Duration.ofHours(21), now)).isEqualTo(6);
        assertThat(history.growth(16, Duration.ofDays(1_000_000), now)).isEqualTo(6);
    }

    @Test
    void aDamagedHistoryOutOfOrderIsNoNegativeGrowth() {
        CounterHistory damaged = new CounterHistory(
                List.of(new Sample(START, 7), new Sample(START - 10_000 * HOUR, 8), new Sample(START + HOUR, 0.9)));

        assertThat(damaged.growth(7, DAY, START + 2 * HOUR)).isNotNegative();
    }

    @Test
    void onlyChangesAreKept() {
        for (int i = 0; i < 1_000; i++) {
            history.record(i < 500 ? 1 : 2, START + i);
        }

        assertThat(history.samples()).containsExactly(new Sample(START, 1), new Sample(START + 500, 2));
    }

    @Test
    void aCounterThatFallsBeginsAnew() {
        history.record(500, START);
        assertThat(history.growth(3, DAY, START + HOUR)).isZero();
        history.record(3, START + HOUR);

        assertThat(history.growth(5, DAY, START + 2 * HOUR)).isEqualTo(2);
    }

    @Test
    void whatIsOlderThanTheLongestWindowIsForgottenButForItsLastValue() {
        history.record(1, START);
        history.record(2, START + 24 * HOUR);
        history.record(3, START + 8 * 24 * HOUR);

        assertThat(history.samples()).extracting(Sample::value).containsExactly(2.0, 3.0);
        assertThat(history.growth(3, Duration.ofDays(7), START + 8 * 24 * HOUR)).isEqualTo(1);
    }

    @Test
    void aRestlessCounterKeepsFewSamplesAndStaysNearTheTruth() {
        long minute = 60_000;
        long now = START;
        for (int i = 0; i <= 7 * 24 * 60; i++, now += minute) {
            history.record(i, now);
        }
        now -= minute;

        assertThat(history.samples()).hasSizeLessThanOrEqualTo(64);
        assertThat(history.growth(7 * 24 * 60, Duration.ofHours(1), now)).isCloseTo(60, within(20.0));
        assertThat(history.growth(7 * 24 * 60, DAY, now)).isCloseTo(24 * 60, within(24 * 60 / 4.0));
        assertThat(history.growth(7 * 24 * 60, Duration.ofDays(6), now))
                .isCloseTo(6 * 24 * 60, within(6 * 24 * 60 / 4.0));
    }

    @Test
    void aClockThatIsPutBackMakesNoGrowth() {
        history.record(1, START);
        history.record(5, START + 100 * HOUR);
        history.record(6, START + 150 * HOUR);
        long wrong = START - 1_000_000 * HOUR;

        assertThat(history.growth(6, Duration.ofHours(10), wrong + HOUR)).isEqualTo(1);
        history.record(6, wrong + HOUR);
        history.record(7, wrong + 20 * HOUR);
        assertThat(history.growth(7, Duration.ofHours(10), wrong + 20 * HOUR)).isEqualTo(1);
        assertThat(history.growth(7, Duration.ofHours(30), wrong + 20 * HOUR)).isEqualTo(2);
        assertThat(history.growth(7, Duration.ofDays(7), wrong + 20 * HOUR)).isEqualTo(6);
    }

    @Test
    void aClockThatIsPutForwardMakesNoGrowth() {
        history.record(1, START);
        history.record(5, START + HOUR);
        long late = START + 1_000_000 * HOUR;

        assertThat(history.growth(5, DAY, late)).isZero();
        history.record(6, late);
        assertThat(history.growth(6, DAY, late)).isEqualTo(1);
    }

    @Test
    void growthIsKnownAcrossARestartAndWithoutTheReadingInBetween() {
        WatchedHardware watch = new WatchedHardware();
        watch.check(counting("a", "crc errors", 10), counting("b", "crc errors", 0));
        watch.check(part("a"), counting("b", "crc errors", 7)).restart();
        watch.pass(Duration.ofHours(1));

        assertThat(watch.engine.growth(TYPE, "a", "crc errors", 15, DAY, watch.now))
                .isEqualTo(5);
        assertThat(watch.engine.growth(TYPE, "b", "crc errors", 7, DAY, watch.now))
                .isEqualTo(7);
        assertThat(watch.engine.growth(TYPE, "b", "errors", 7, DAY, watch.now)).isZero();
        assertThat(watch.engine.growth(TYPE, "c", "crc errors", 7, DAY, watch.now))
                .isZero();
    }
}
