package io.heartbeat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A way to write bytes such that a typing error is noticed: a prefix, then base64url of the bytes and of a checksum over both.
 *
 * @param what what is so written, for people
 */
record CheckedText(String prefix, String what) {
    private static final int CHECKSUM_LENGTH = 4;
    private static final Pattern WRITTEN = Pattern.compile("(?i)hb[kt]1_[a-z0-9_-]+");

    /** Whether the text is one of these, or would be but for typing errors behind the prefix. */
    boolean isMeantBy(String text) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The text without what looks like a key or a token: people paste them where they do not belong. */
    static String hidden(String text) {
        return WRITTEN.matcher(text).replaceAll("[hidden]");
    }

    String encode(byte[] bytes) {
        byte[] checked = Arrays.copyOf(bytes, bytes.length + CHECKSUM_LENGTH);
        System.arraycopy(checksum(bytes), 0, checked, bytes.length, CHECKSUM_LENGTH);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(checked);
    }

    /**
     * The bytes in a text.
     *
     * @param length how many there must be, 0 for any number
     * @throws IllegalArgumentException if the text is mistyped; the message does not contain it
     */
    byte[] decode(String text, int length) {
        byte[] checked;
        try {
            checked = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException notBase64) {
            checked = new byte[0]; // its message would quote the text
        }
        int found = checked.length - CHECKSUM_LENGTH;
        boolean canonical =
                text.equals(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(checked));
        if (!canonical || found <= 0 || (length != 0 && found != length)) {
            throw new IllegalArgumentException("this " + what + " is incomplete or mistyped: it must be " + prefix
                    + " followed by "
                    + (length == 0 ? "" : encode(new byte[length]).length() - prefix.length() + " ")
                    + "letters, digits, '-' and '_'");
        }
        byte[] bytes = Arrays.copyOf(checked, found);
        if (!MessageDigest.isEqual(Arrays.copyOfRange(checked, found, checked.length), checksum(bytes))) {
            throw new IllegalArgumentException("this " + what + " is mistyped: its checksum does not match");
        }
        return bytes;
    }

    private byte[] checksum(byte[] bytes) {
        return Arrays.copyOf(sha256(prefix.getBytes(StandardCharsets.UTF_8), bytes), CHECKSUM_LENGTH);
    }

    static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(first);
            return sha256.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
