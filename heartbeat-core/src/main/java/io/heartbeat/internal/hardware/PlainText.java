package io.heartbeat.internal.hardware;

import org.jspecify.annotations.Nullable;

/** Texts of plug-ins, made fit for one line of any log, file or datagram. */
final class PlainText {
    private static final String CUT = "…";
    private static final int CUT_BYTES = 3;

    private PlainText() {}

    /** The text without what cannot be shown, and cut to so many bytes of UTF-8. */
    static String of(@Nullable String text, int mostBytes) {
        if (text == null) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        int bytes = 0;
        int fits = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int shown = isShowable(c) ? c : ' ';
            if (plain.isEmpty() && shown == ' ') {
                continue;
            }
            bytes += bytes(shown);
            if (bytes > mostBytes) {
                plain.setLength(fits);
                return plain.toString().stripTrailing() + CUT;
            }
            plain.appendCodePoint(shown);
            if (bytes <= mostBytes - CUT_BYTES) {
                fits = plain.length();
            }
        }
        return plain.toString().stripTrailing();
    }

    private static int bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static boolean isShowable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
