package io.heartbeat.internal.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any text as a duration or a rate: refused in words, or a value; a duration of no less than nothing reads the same once written, to the millisecond. */
class SettingTextFuzzTest {

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            Duration read = DurationText.parse(text);
            String written = DurationText.of(read);
            if (!read.isNegative()) {
                assertThat(DurationText.parse(written).minus(read).abs()).isLessThan(Duration.ofMillis(1));
                assertThat(DurationText.of(DurationText.parse(written))).isEqualTo(written);
            }
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(text);
        }
        try {
            assertThat(RateText.perYear(text)).isFinite().isNotNegative();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(text);
        }
        assertThat(Nearest.hint(text, List.of("heartbeat.interval", "port"))).hasSizeLessThan(50);
    }
}
