package io.heartbeat.internal.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What may be the name of a host: any text that can be shown to people on one line without misleading them. */
public final class HostName {
    /** The longest DNS name, and room for any host name an operating system allows. */
    static final int MAX_BYTES = 253;

    /** Letters and symbols that show as nothing, so that one name looks like another: the fillers of Hangul and Khmer, and the like. */
    private static final String INVISIBLE = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private HostName() {}

    /** {@return null if this can be a host's name, else what is wrong with it, such as "must not be empty"} */
    public static @Nullable String problem(String name) {
        if (name.isEmpty()) {
            return "must not be empty";
        }
        for (int i = 0, c; i < name.length(); i += Character.charCount(c)) {
            c = name.codePointAt(i);
            if (!isShowable(c)) {
                return "must not contain the character U+%04X (at position %d)".formatted(c, i + 1);
            }
        }
        if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
            return "must not begin or end with a blank";
        }
        if (isMark(name.codePointAt(0))) {
            return "must not begin with a mark that belongs to the character before it";
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES ? null : "must have at most " + MAX_BYTES + " bytes in UTF-8, but has " + bytes;
    }

    /** {@return the text with a blank in place of each character that no name may have} */
    static String showable(String text) {
        return text.codePoints().allMatch(HostName::isShowable)
                ? text
                : text.codePoints()
                        .map(c -> isShowable(c) ? c : ' ')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isShowable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> INVISIBLE.indexOf(c) < 0;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
