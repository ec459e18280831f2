package io.heartbeat.internal.wire;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF-Expand with HMAC-SHA256 (<a href="https://www.rfc-editor.org/rfc/rfc5869#section-2.3">RFC 5869, section
 * 2.3</a>). There is no extract step because every input key here is uniformly random already.
 */
public final class Hkdf {
    private static final int HASH_LENGTH = 32;

    private Hkdf() {}

    /**
     * Derives a key.
     *
     * @param prk the input key, at least 32 bytes
     * @param info what the derived key is for; different texts give independent keys
     * @param length bytes to derive, 1 to 8160
     */
    public static byte[] expand(byte[] prk, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_LENGTH) {
            throw new IllegalArgumentException("length must be 1 to " + 255 * HASH_LENGTH + ", but is " + length);
        }
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(prk, "HmacSHA256"));
            byte[] derived = new byte[length];
            byte[] block = {};
            for (int offset = 0, counter = 1; offset < length; offset += HASH_LENGTH, counter++) {
                hmac.update(block);
                hmac.update(info);
                hmac.update((byte) counter);
                block = hmac.doFinal();
                System.arraycopy(block, 0, derived, offset, Math.min(HASH_LENGTH, length - offset));
            }
            return derived;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot compute HMAC-SHA256", e);
        }
    }
}
