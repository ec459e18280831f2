package io.heartbeat.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be shown: a token, a password, a URL that holds one. Immutable; {@link #toString} hides it. */
public final class SecretText {
    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /** Wraps the text. */
    public static SecretText of(String text) {
        return new SecretText(text);
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    /** Whether there is no text. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "SecretText[hidden]";
    }
}
