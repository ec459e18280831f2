package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureDetectorTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1_000_000L, SECOND, 2 * SECOND, 86_400 * SECOND, 0xffff_ffffL * 1_000_000})
    void waitsForThreeAndForFivePromisedGapsAndATenth(long gap) {
        FailureDetector detector = FailureDetector.automatic();
        assertThat(detector.lateAfter(gap)).isEqualTo((long) (3.1 * gap));
        assertThat(detector.flatlinedAfter(gap)).isEqualTo((long) (5.1 * gap));
    }

    @Test
    void aFixedLimitIsTheSameForEveryGapThatAllowsIt() {
        FailureDetector detector = FailureDetector.fixed(Duration.ofSeconds(10));
        assertThat(detector.flatlinedAfter(SECOND)).isEqualTo(10 * SECOND);
        assertThat(detector.flatlinedAfter(4 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void aFixedLimitNeverAccusesOverASingleLostBeat() {
        FailureDetector detector = FailureDetector.fixed(Duration.ofMillis(300));
        assertThat(detector.flatlinedAfter(SECOND)).isGreaterThan(2 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"300, 1000", "10000, 1000", "604800000, 100", "300, 86400000"})
    void suspicionComesBeforeTheVerdict(long limitMillis, long gapMillis) {
        FailureDetector detector = FailureDetector.fixed(Duration.ofMillis(limitMillis));
        long gap = gapMillis * 1_000_000;
        assertThat(detector.lateAfter(gap)).isPositive().isLessThan(detector.flatlinedAfter(gap));
        assertThat(detector.lateAfter(gap)).isGreaterThan(gap);
    }
}
