package io.heartbeat.examples.output;

import io.heartbeat.event.Severity;

/**
 * Colours text by severity, on terminals that want colour.
 *
 * @param colour false for plain text
 */
public record Palette(boolean colour) {

    /** The text in the colour of this severity; {@link Severity#INFO} stays as it is. */
    public String paint(String text, Severity severity) {
        if (!colour) {
            return text;
        }
        return switch (severity) {
            case INFO -> text;
            case WARNING -> "\u001B[33m" + text + "\u001B[0m";
            case CRITICAL -> "\u001B[31m" + text + "\u001B[0m";
        };
    }
}
