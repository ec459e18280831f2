package io.heartbeat.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names recipients apart, fit for a file name, the same after every restart: see {@link Notifier#recipient}. */
public final class RecipientName {
    private static final int LONGEST = 32;
    private static final int BYTES = 4;

    private RecipientName() {}

    /** The text itself if it can be a file name, or else what can of it, and a checksum. At most 41 characters. */
    public static String of(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9.-]", "-");
        if (clean.equals(text) && text.length() <= LONGEST) {
            return text;
        }
        return clean.substring(0, Math.min(clean.length(), LONGEST)) + "-" + ofSecret("recipient", text);
    }

    /** Nothing for the only one of these secrets, and else what {@link #ofSecret} makes of it. */
    public static String among(List<SecretText> all, String kind, SecretText secret) {
        return all.size() == 1 ? "" : ofSecret(kind, secret.reveal());
    }

    /**
     * Eight hexadecimal digits of a SHA-256, which tell secrets apart and lead back to none of them.
     *
     * @param kind keeps one secret from being recognised where it serves another purpose
     */
    public static String ofSecret(String kind, String secret) {
        byte[] labelled = ("heartbeat " + kind + "\0" + secret).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(labelled);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
