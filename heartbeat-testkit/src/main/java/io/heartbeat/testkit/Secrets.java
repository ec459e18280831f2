package io.heartbeat.testkit;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The secrets among the settings, and whether one shows where it must not. */
final class Secrets {
    /** So many characters of a secret in a row are a part of it, and no accident. */
    private static final int TELLING = 8;

    private final Map<String, String> texts;

    private Secrets(Map<String, String> texts) {
        this.texts = texts;
    }

    static Secrets of(TestSettings settings) {
        return new Secrets(settings.secretsRead());
    }

    /** Looks for secrets in what was thrown and in its causes. */
    void verifyAbsent(@Nullable Throwable thrown, String place, Findings findings) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            verifyAbsent(cause.toString(), place, findings);
        }
    }

    /** Looks for secrets, or parts of them, in a text; the finding does not quote it. */
    void verifyAbsent(String text, String place, Findings findings) {
        texts.forEach((key, secrets) -> findings.expect(
                parts(secrets).noneMatch(secret -> shows(secret, text)),
                "a secret must never be shown, but " + place + " holds '" + key + "' or a part of it"));
    }

    /** Of an address, who it is of is no secret, and neither are short words in its path. */
    private static Stream<String> parts(String secrets) {
        return Arrays.stream(secrets.split("[,\n]", -1)).map(String::strip).flatMap(secret -> {
            String path = secret.replaceFirst("^https?://[^/?]*", "");
            return path.equals(secret)
                    ? Stream.of(secret)
                    : Arrays.stream(path.split("[/?&=]", -1)).filter(part -> part.length() >= TELLING);
        });
    }

    private static boolean shows(String secret, String text) {
        int length = Math.min(TELLING, secret.length());
        for (int start = 0; length > 0 && start + length <= secret.length(); start++) {
            if (text.contains(secret.substring(start, start + length))) {
                return true;
            }
        }
        return false;
    }
}
