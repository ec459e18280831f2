package io.heartbeat.internal.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any text as what was learnt of a host: refused, or stable once written; and the silence that follows is within its documented bounds. */
class LatenessTextFuzzTest {
    private static final long[] GAPS_MILLIS = {100, 2_000, 60_000, 0xffff_ffffL};

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        LatenessModel model;
        try {
            model = LatenessModel.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        String text = LatenessModel.parse(model.text()).text();
        assertThat(LatenessModel.parse(text).text()).isEqualTo(text);
        for (long millis : GAPS_MILLIS) {
            long gap = millis * 1_000_000;
            FailureDetector detector = new FailureDetector(DetectionTarget.usual(), model.copy());
            detector.expect(0, gap);
            assertThat(detector.deadlineNanos())
                    .isGreaterThanOrEqualTo(2 * gap)
                    .isLessThanOrEqualTo(Math.max(31 * gap, 60_000_000_000L + gap) + 1_000);
            assertThat(detector.lateAtNanos()).isLessThan(detector.flatlineAtNanos());
            assertThat(detector.falseAlarmsPerYear()).isFinite().isNotNegative();
            assertThat(detector.jitterNanos()).isNotNegative();
            for (int i = 1; i <= 70; i++) {
                detector.heard(i * gap + i % 5 * gap / 9, i + i / 9, i * gap, gap, 0, i % 7 == 0, i % 30 == 0);
            }
            assertThat(LatenessModel.parse(detector.model().text()).text()).isNotEmpty();
        }
    }
}
