package io.heartbeat.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A host cipher seals and opens the datagrams of one host, with a key that only this host and the holders of the
 * group's key have.
 *
 * <p>It remembers what one verified datagram proved and the next will most likely need again: the subkey of the nonce's
 * first half, and the host's name. Nothing is remembered before a tag verified. For one thread at a time.
 */
public final class HostCipher {
    /** Knows whose sender id it is. */
    interface Naming {
        /** Whether this is the name of the host, and the number of its token. */
        boolean proves(String name, int token);
    }

    private final SenderId sender;
    private final byte[] key;
    private final Naming naming;
    private final HeldKeys onlyThis;

    private @Nullable SecretKey provenSubkey;
    private long provenPrefixHigh;
    private int provenPrefixLow;

    private @Nullable String provenName;
    private byte[] provenNameUtf8 = {};
    private int provenToken;

    HostCipher(int keyId, SenderId sender, byte[] key, Naming naming) {
        this.sender = sender;
        this.key = key;
        this.naming = naming;
        this.onlyThis = HeldKeys.only(keyId);
    }

    public SenderId sender() {
        return sender;
    }

    public int keyId() {
        return onlyThis.sealing();
    }

    /** {@return what a beat with these fields says of the host's keys} */
    HeldKeys heldKeys(int token, List<Integer> others) {
        return token == 0 && others.isEmpty() ? onlyThis : new HeldKeys(keyId(), token, others);
    }

    /** {@return the key for {@link #seal} under every nonce that begins with this prefix} */
    SecretKey sealingKey(byte[] prefix) {
        return new Xaes256Gcm().subkey(key, prefix, 0);
    }

    /** Encrypts the plaintext that stands at its place in the datagram, under the nonce there, and adds the tag. */
    static void seal(Cipher gcm, SecretKey subkey, byte[] datagram) {
        try {
            Xaes256Gcm.init(gcm, Cipher.ENCRYPT_MODE, subkey, datagram, BeatLayout.NONCE);
            gcm.updateAAD(datagram, 0, BeatLayout.AAD_LENGTH);
            int length = datagram.length - BeatLayout.CIPHERTEXT - Xaes256Gcm.TAG_LENGTH;
            gcm.doFinal(datagram, BeatLayout.CIPHERTEXT, length, datagram, BeatLayout.CIPHERTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot seal with AES-256-GCM", e);
        }
    }

    /** {@return the length of the plaintext, or -1 if the seal is not this host's or is broken} */
    int open(byte[] datagram, int length, byte[] plaintext, Xaes256Gcm xaes, KeptCiphers ciphers) {
        long prefixHigh = BeatLayout.getLong(datagram, BeatLayout.NONCE);
        int prefixLow = BeatLayout.getInt(datagram, BeatLayout.NONCE + Long.BYTES);
        SecretKey subkey = subkeyIfProven(prefixHigh, prefixLow);
        Cipher gcm = subkey != null ? ciphers.provenFor(sender) : ciphers.unproven();
        if (subkey == null) {
            subkey = xaes.subkey(key, datagram, BeatLayout.NONCE);
        }
        try {
            Xaes256Gcm.init(gcm, Cipher.DECRYPT_MODE, subkey, datagram, BeatLayout.NONCE);
            gcm.updateAAD(datagram, 0, BeatLayout.AAD_LENGTH);
            int sealed = length - BeatLayout.CIPHERTEXT;
            int opened = gcm.doFinal(datagram, BeatLayout.CIPHERTEXT, sealed, plaintext, 0);
            provenSubkey = subkey;
            provenPrefixHigh = prefixHigh;
            provenPrefixLow = prefixLow;
            return opened;
        } catch (BadPaddingException badTag) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot open AES-256-GCM", e);
        }
    }

    @Nullable
    SecretKey subkeyIfProven(long prefixHigh, int prefixLow) {
        return provenPrefixHigh == prefixHigh && provenPrefixLow == prefixLow ? provenSubkey : null;
    }

    /**
     * {@return the host's name if the verified plaintext has it there, or null if these bytes are no name or another's}
     *
     * @param token the number of the token it was sealed by, 0 if by none
     */
    @Nullable
    String provenName(byte[] plaintext, int offset, int length, int token) {
        if (provenName != null
                && provenToken == token
                && Arrays.equals(provenNameUtf8, 0, provenNameUtf8.length, plaintext, offset, offset + length)) {
            return provenName;
        }
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plaintext, offset, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
        if (HostName.problem(name) != null || !naming.proves(name, token)) {
            return null;
        }
        provenName = name;
        provenToken = token;
        provenNameUtf8 = Arrays.copyOfRange(plaintext, offset, offset + length);
        return name;
    }
}
