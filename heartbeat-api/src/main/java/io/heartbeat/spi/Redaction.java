package io.heartbeat.spi;

import java.util.Comparator;
import java.util.List;

/**
 * Makes a text that came from elsewhere, an error of a service for example, fit for an {@linkplain Outcome outcome}: without the
 * secrets, in one line, printable, and at most 200 characters long. Immutable.
 */
public final class Redaction {
    private static final int CODE_POINTS = 200;

    private final List<SecretText> secrets;

    /** Hides these secrets; what one of them begins with or contains another is hidden as a whole. */
    public Redaction(List<SecretText> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparing(secret -> -secret.reveal().length()))
                .toList();
    }

    /** The text, fit to be shown. */
    public String clean(String text) {
        String printable = hidden(text).replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
        return Truncation.toCodePoints(hidden(printable), CODE_POINTS);
    }

    private String hidden(String text) {
        String shown = text;
        for (SecretText secret : secrets) {
            shown = shown.replace(secret.reveal(), "[hidden]");
        }
        return shown;
    }
}
