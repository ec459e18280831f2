package io.heartbeat.spi;

import java.nio.charset.StandardCharsets;

/** Cuts texts to what a service takes: between code points, and with an ellipsis where it cut. For any thread. */
public final class Truncation {
    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private Truncation() {}

    /**
     * The beginning of the text, of at most so many Unicode code points.
     *
     * @param most 1 or more
     */
    public static String toCodePoints(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
    }

    /**
     * The beginning of the text, of at most so many bytes in UTF-8.
     *
     * @param most 3 or more
     */
    public static String toBytes(String text, int most) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= most) {
            return text;
        }
        int end = 0;
        int bytes = ELLIPSIS_BYTES;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            bytes += bytesOf(codePoint);
            if (bytes > most) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int bytesOf(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(codePoint) ? 3 : 4;
    }
}
