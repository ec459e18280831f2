package io.heartbeat.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any text as targets, as places to listen at, or as a host with a port: refused in words, or read as what is written again. */
class AddressTextFuzzTest {
    private static final int PORT = 21_999;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            for (Target target : Target.parseAll(text, PORT)) {
                assertThat(target.port()).isBetween(1, 65_535);
                assertThat(Target.parse(target.toString(), PORT)).isEqualTo(target);
            }
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("'");
        }
        try {
            for (Bind bind : Bind.parseAll(text)) {
                assertThat(Bind.parse(bind.toString())).isEqualTo(bind);
            }
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("'");
        }
        try {
            HostPort read = HostPort.parse(text, PORT);
            assertThat(List.of(HostPort.parse(read.toString(), 1))).containsExactly(read);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("'");
        }
    }
}
