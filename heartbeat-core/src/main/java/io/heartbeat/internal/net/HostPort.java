package io.heartbeat.internal.net;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host name or address literal with a port: {@code nas}, {@code nas:5000}, {@code 2001:db8::1}, {@code [::1]:5000}. */
record HostPort(String host, int port) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_.])?");
    private static final Pattern SCOPED_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*%[\\p{L}\\p{N}_.-]+");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?\\d+\\.?");
    private static final int LONGEST_NAME = 253;

    static HostPort parse(String text, int defaultPort) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String rest = end < 0 ? "" : text.substring(end + 1);
            if (end < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
                throw new IllegalArgumentException("'" + text + "': write [IPV6-ADDRESS] or [IPV6-ADDRESS]:PORT");
            }
            String address = text.substring(1, end);
            if (address.indexOf(':') < 0) {
                throw new IllegalArgumentException("'" + text + "': only an IPv6 address stands in brackets");
            }
            return new HostPort(checkedHost(address), rest.isEmpty() ? defaultPort : port(rest.substring(1), text));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) {
            return new HostPort(checkedHost(text), defaultPort);
        }
        return new HostPort(checkedHost(text.substring(0, colon)), port(text.substring(colon + 1), text));
    }

    /** Returns the host if it is a possible name or address, and says what is wrong with it otherwise. */
    static String checkedHost(String host) {
        String problem = problem(host);
        if (problem != null) {
            throw new IllegalArgumentException("'" + host + "' " + problem);
        }
        return host;
    }

    static int port(String digits, String whole) {
        if (digits.matches("\\d{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException(
                "'" + whole + "': the port must be a number from 1 to 65535, not '" + digits + "'");
    }

    /** Formats as {@link #parse} reads it, with an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static @Nullable String problem(String host) {
        if (host.isEmpty()) {
            return "is empty: a host name or an address is needed";
        }
        if (IpLiteral.parse(host) != null || SCOPED_IPV6.matcher(host).matches()) {
            return null;
        }
        if (host.indexOf(':') >= 0) {
            return "is not an IPv6 address";
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            return "is not an IPv4 address";
        }
        if (!NAME.matcher(host).matches() || host.length() > LONGEST_NAME) {
            return "is neither a host name nor an address";
        }
        return null;
    }
}
