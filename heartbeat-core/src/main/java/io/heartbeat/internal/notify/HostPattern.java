package io.heartbeat.internal.notify;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of hosts, with {@code *} for anything and {@code ?} for any one character; upper and lower case are the same. */
public record HostPattern(String text) {
    private static final int LONGEST = 253;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if no host can have such a name
     */
    public static HostPattern of(String text) {
        if (text.isBlank() || text.length() > LONGEST || !Wording.plain(text).equals(text)) {
            throw new IllegalArgumentException(
                    "'" + Wording.plain(text) + "' is no pattern for names of hosts: write nas or web-*");
        }
        return new HostPattern(text);
    }

    public boolean matches(String host) {
        String regex = fold(text)
                .codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(fold(host)).matches();
    }

    /** Whether it stands for one name. */
    public boolean isLiteral() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
