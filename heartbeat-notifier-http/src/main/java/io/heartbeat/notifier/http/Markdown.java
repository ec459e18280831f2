package io.heartbeat.notifier.http;

import java.util.regex.Pattern;

/** Texts for services that take all they get for Markdown. */
public final class Markdown {
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_~|>#\\[\\]]");

    private Markdown() {}

    /**
     * The text with a backslash before whatever emphasises, quotes, links or makes code, tables and headings: at most twice as long.
     * Angle brackets and mentions are to be dealt with by whoever knows what they mean to the service.
     */
    public static String escape(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$0");
    }
}
