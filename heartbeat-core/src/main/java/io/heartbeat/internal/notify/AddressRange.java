package io.heartbeat.internal.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The smallest network that holds some addresses, as CIDR. Asks no name server. */
final class AddressRange {
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%.*)?");
    private static final Pattern ZEROS_AT_THE_END = Pattern.compile("(:0)+$");
    private static final int SHORTEST_IPV4 = 8;
    private static final int SHORTEST_IPV6 = 32;

    private AddressRange() {}

    /** The range, or the address if all are the same; null if they share too little to be worth telling, or one is unknown. */
    static @Nullable String of(List<String> addresses) {
        byte @Nullable [] first = bytes(addresses.get(0));
        if (first == null) {
            return null;
        }
        int bits = first.length * Byte.SIZE;
        for (String address : addresses) {
            byte[] other = bytes(address);
            if (other == null || other.length != first.length) {
                return null;
            }
            bits = Math.min(bits, common(first, other));
        }
        return bits < (first.length == 4 ? SHORTEST_IPV4 : SHORTEST_IPV6) ? null : text(first, bits);
    }

    private static byte @Nullable [] bytes(String address) {
        try {
            return LITERAL.matcher(address).matches()
                    ? InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress()
                    : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static int common(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) {
            int differing = (one[i] ^ other[i]) & 0xff;
            if (differing != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(differing) - (Integer.SIZE - Byte.SIZE);
            }
        }
        return one.length * Byte.SIZE;
    }

    private static String text(byte[] address, int bits) {
        byte[] network = address.clone();
        for (int bit = bits; bit < network.length * Byte.SIZE; bit++) {
            network[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        try {
            String text = InetAddress.getByAddress(network).getHostAddress();
            return (network.length == 4 ? text : ZEROS_AT_THE_END.matcher(text).replaceFirst("::"))
                    + (bits == network.length * Byte.SIZE ? "" : "/" + bits);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + network.length + " bytes", e);
        }
    }
}
