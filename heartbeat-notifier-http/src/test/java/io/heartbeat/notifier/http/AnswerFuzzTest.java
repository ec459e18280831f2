package io.heartbeat.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.SecretText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Anything as the answer of a service: an outcome, told in one printable line without the token. The input is two bytes for the status,
 * then lines {@code Name: value}, an empty line, and the body.
 */
class AnswerFuzzTest {
    private static final HttpUrl URL = HttpUrl.get("https://api.pushbullet.com/v2/pushes");
    private static final int MOST_TEXT = 1_000;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int status = 100 + (((input[0] & 0xff) << 8) | (input[1] & 0xff)) % 500;
        String text = new String(Arrays.copyOfRange(input, 2, input.length), UTF_8);
        int end = text.indexOf("\n\n");
        String body = text.substring(end < 0 ? 0 : end + 2);
        Answer answer = new Answer(URL, status, headers(end < 0 ? "" : text.substring(0, end)), body, Given.attempt());
        Sample sample = new Sample(URL, SecretText.of(Given.TOKEN));

        Outcome outcome =
                new Verdict(sample, "phone", new Redaction(List.of(sample.token()))).on(answer, sample.reply(answer));

        if (outcome instanceof Outcome.Delivered delivered) {
            assertThat(status).isBetween(200, 299);
            assertTellable(delivered.reference());
        } else if (outcome instanceof Outcome.Retry retry) {
            assertThat(status < 200 || status == 408 || status == 425 || status == 429 || status >= 500)
                    .isTrue();
            assertTellable(retry.reason());
            retry.after().ifPresent(after -> assertThat(after).isBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
        } else if (outcome instanceof Outcome.Rejected rejected) {
            assertThat(status).isBetween(300, 499);
            assertTellable(rejected.reason());
        } else if (outcome instanceof Outcome.Quota quota) {
            assertTellable(quota.reason());
            assertThat(Duration.between(Given.NOW, quota.until())).isBetween(Duration.ZERO, Duration.ofDays(32));
        }
    }

    private static Headers headers(String lines) {
        Headers.Builder headers = new Headers.Builder();
        for (String line : List.of(lines.split("\n", -1))) {
            int colon = line.indexOf(':');
            try {
                headers.addUnsafeNonAscii(
                        line.substring(0, Math.max(0, colon)),
                        line.substring(colon + 1).strip());
            } catch (IllegalArgumentException neverArrives) {
                // no HTTP client hands it on
            }
        }
        return headers.build();
    }

    private static void assertTellable(String text) {
        assertThat(text)
                .matches("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*")
                .hasSizeLessThan(MOST_TEXT)
                .doesNotContain(Given.TOKEN);
    }
}
