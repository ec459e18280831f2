package io.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any bytes as a secret, and as a file of secrets: refused without a word of them, or secrets that read the same once written. */
class SecretFuzzTest {
    private static final Path FILE = file();
    private static final int RECOGNISABLE = 12;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String text = new String(input, UTF_8);
        try {
            assertSound(Secret.of(text));
        } catch (IllegalArgumentException refused) {
            assertSilent(refused, text);
        }
        try {
            assertSound(Secret.ofWeak(text));
        } catch (IllegalArgumentException refused) {
            assertSilent(refused, text);
        }
        Files.write(FILE, input);
        try {
            List<Secret> secrets = Secret.listFromFile(FILE);
            assertThat(secrets).isNotEmpty().allSatisfy(SecretFuzzTest::assertSound);
        } catch (IllegalArgumentException refused) {
            text.lines().forEach(line -> assertSilent(refused, line));
        }
        try {
            assertSound(Secret.fromFile(FILE));
        } catch (IllegalArgumentException refused) {
            assertSilent(refused, text);
        }
    }

    private static void assertSound(Secret secret) {
        assertThat(Secret.ofWeak(secret.text())).isEqualTo(secret).hasSameHashCodeAs(secret);
        assertThat(secret).hasToString("Secret[hidden]");
        assertThat(secret.text()).matches("\\S(.*\\S)?");
        if (secret.text().startsWith("hbk1_")) {
            assertThat(secret.key("g").id())
                    .isEqualTo(Secret.of(secret.text()).key("g").id());
        }
    }

    private static void assertSilent(Throwable refused, String text) {
        String stripped = text.strip();
        for (Throwable cause = refused; cause != null && stripped.length() >= RECOGNISABLE; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(stripped);
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("secret", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
