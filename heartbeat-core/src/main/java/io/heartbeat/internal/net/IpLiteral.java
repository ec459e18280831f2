package io.heartbeat.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Textual IP addresses, read strictly and without ever asking DNS. */
public final class IpLiteral {
    /** Numbers up to 255: a greater one would be looked up as a name. */
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)){3}");

    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpLiteral() {}

    /** Returns the address the text spells, or null if it spells none; a scoped address (with {@code %}) counts as a name. */
    public static @Nullable InetAddress parse(String text) {
        try {
            if (DOTTED_QUAD.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
            if (IPV6_CHARACTERS.matcher(text).matches()) {
                return InetAddress.getByName("[" + text + "]");
            }
            return null;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
