package io.heartbeat.internal.wire;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * XAES-256-GCM: authenticated encryption with a 256-bit key and a nonce wide enough to be drawn at random.
 *
 * <p>The first 12 bytes of the nonce and the key give a subkey; the last 12 bytes are the nonce of plain AES-256-GCM
 * under that subkey. As specified at <a href="https://c2sp.org/XAES-256-GCM">c2sp.org/XAES-256-GCM</a>, on the ciphers
 * every Java runtime has. For one thread at a time.
 */
public final class Xaes256Gcm {
    public static final int KEY_LENGTH = 32;
    public static final int NONCE_LENGTH = 24;
    public static final int TAG_LENGTH = 16;

    /** The part of the nonce on which the subkey depends. */
    static final int PREFIX_LENGTH = 12;

    private static final int BLOCK = 16;

    private final Cipher aes = cipher("AES/ECB/NoPadding");
    private final byte[] blocks = new byte[2 * BLOCK];

    /** {@return a cipher of its own for {@link #init}, which one thread may use again and again} */
    static Cipher gcm() {
        return cipher("AES/GCM/NoPadding");
    }

    /** Derives the AES-256-GCM key for all nonces that begin with the 12 bytes found at {@code offset}. */
    SecretKey subkey(byte[] key, byte[] nonce, int offset) {
        try {
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            Arrays.fill(blocks, (byte) 0);
            aes.doFinal(blocks, 0, BLOCK, blocks, 0);
            long high = BeatLayout.getLong(blocks, 0);
            long low = BeatLayout.getLong(blocks, 8);
            // CMAC's K1: the encrypted zero block doubled in GF(2^128)
            long doubledHigh = (high << 1) | (low >>> 63);
            long doubledLow = (low << 1) ^ (high < 0 ? 0b10000111 : 0);
            for (int i = 0; i < 2; i++) {
                int block = i * BLOCK;
                BeatLayout.putInt(blocks, block, ((i + 1) << 16) | ('X' << 8));
                System.arraycopy(nonce, offset, blocks, block + 4, PREFIX_LENGTH);
                BeatLayout.putLong(blocks, block, BeatLayout.getLong(blocks, block) ^ doubledHigh);
                BeatLayout.putLong(blocks, block + 8, BeatLayout.getLong(blocks, block + 8) ^ doubledLow);
            }
            aes.doFinal(blocks, 0, blocks.length, blocks, 0);
            return new SecretKeySpec(blocks, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot compute AES-256", e);
        } finally {
            Arrays.fill(blocks, (byte) 0);
        }
    }

    /**
     * Makes {@code gcm} ready to seal or open one message.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     * @param subkey the {@link #subkey} of this nonce
     * @param offset where the 24 bytes of the nonce begin
     */
    static void init(Cipher gcm, int mode, SecretKey subkey, byte[] nonce, int offset) throws GeneralSecurityException {
        int suffix = offset + PREFIX_LENGTH;
        gcm.init(mode, subkey, new GCMParameterSpec(8 * TAG_LENGTH, nonce, suffix, NONCE_LENGTH - PREFIX_LENGTH));
    }

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + transformation, e);
        }
    }
}
