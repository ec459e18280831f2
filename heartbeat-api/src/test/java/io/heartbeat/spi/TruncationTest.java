package io.heartbeat.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TruncationTest {

    @Test
    void leavesAloneWhatFits() {
        assertThat(Truncation.toCodePoints("", 3)).isEmpty();
        assertThat(Truncation.toCodePoints("a🛑b", 3)).isEqualTo("a🛑b");
        assertThat(Truncation.toBytes("éé", 4)).isEqualTo("éé");
    }

    @Test
    void marksTheCut() {
        assertThat(Truncation.toCodePoints("abcd", 3)).isEqualTo("ab…");
        assertThat(Truncation.toBytes("abcdef", 5)).isEqualTo("ab…");
    }

    @Test
    void neverCutsThroughACodePoint() {
        for (int most = 3; most < 20; most++) {
            String cut = Truncation.toBytes("a🛑é日b".repeat(10), most);

            assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut).endsWith("…");
            assertThat(cut.getBytes(UTF_8)).hasSizeBetween(Math.max(3, most - 3), most);
        }
    }

    @Test
    void survivesHalfACharacter() {
        assertThat(Truncation.toBytes("\ud83d".repeat(10), 9)).isEqualTo("\ud83d\ud83d…");
    }
}
