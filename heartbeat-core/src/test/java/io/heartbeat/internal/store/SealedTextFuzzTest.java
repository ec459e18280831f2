package io.heartbeat.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any bytes as a state file, as they are and with a checksum that fits: found damaged, or read as what is written again. */
class SealedTextFuzzTest {
    private static final String NAME = "hosts";

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
        check(sealed(input));
    }

    private static void check(byte[] file) {
        List<String> lines;
        try {
            lines = SealedText.decode(NAME, file);
        } catch (DamagedException damaged) {
            assertThat(damaged).hasMessageMatching("[^\\p{Cc}]+");
            return;
        }
        byte[] written = SealedText.encode(NAME, lines);
        try {
            assertThat(SealedText.decode(NAME, written)).isEqualTo(lines);
            assertThat(written).hasSizeLessThanOrEqualTo(file.length + 1);
        } catch (DamagedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sealed(byte[] body) {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            byte[] seal = ("sha256 " + digest + "\n").getBytes(US_ASCII);
            byte[] file = Arrays.copyOf(body, body.length + seal.length);
            System.arraycopy(seal, 0, file, body.length, seal.length);
            return file;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
