package io.heartbeat.internal.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What may be the name of a host: any text that can be shown to people on one line without misleading them. */
public final class HostName {
    /** The longest DNS name, and room for any host name an operating system allows. */
    static final int MAX_BYTES = 253;

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
            default -> true;
        };
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
