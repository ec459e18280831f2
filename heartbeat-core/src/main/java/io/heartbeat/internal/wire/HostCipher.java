package io.heartbeat.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
 * first half, with a cipher that is set to it, and the host's name. Nothing is remembered before a tag verified. For one thread at a time.
 */
public final class HostCipher {
    /** Where the key of a host comes from. */
    interface Origin {
        /** {@return what a host has that has no other key} */
        HeldKeys alone();

        /** {@return the key that only this host has, and who can derive it} */
        byte[] keyOf(SenderId sender);

        /** Whether this is the name of the host, and the number of its token. */
        boolean proves(SenderId sender, String name, int token);
    }

    private final SenderId sender;
    private final Origin origin;

    private @Nullable SecretKey provenSubkey;
    private long provenPrefixHigh;
    private int provenPrefixLow;

    private @Nullable String provenName;
    private int provenToken;

    /** Has the proven subkey, and who lent it; null if it has none of its own. */
    private @Nullable Cipher own;

    private @Nullable CipherPool lender;

    HostCipher(SenderId sender, Origin origin) {
        this.sender = sender;
        this.origin = origin;
    }

    public SenderId sender() {
        return sender;
    }

    public int keyId() {
        return origin.alone().sealing();
    }

    /** {@return what a beat with these fields says of the host's keys} */
    HeldKeys heldKeys(int token, List<Integer> others) {
        return token == 0 && others.isEmpty() ? origin.alone() : new HeldKeys(keyId(), token, others);
    }

    /** {@return the key for {@link #seal} under every nonce that begins with this prefix} */
    SecretKey sealingKey(byte[] prefix) {
        return new Xaes256Gcm().subkey(origin.keyOf(sender), prefix, 0);
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
    int open(byte[] datagram, int length, byte[] plaintext, Xaes256Gcm xaes, CipherPool ciphers) {
        long prefixHigh = BeatLayout.getLong(datagram, BeatLayout.NONCE);
        int prefixLow = BeatLayout.getInt(datagram, BeatLayout.NONCE + Long.BYTES);
        SecretKey subkey = subkeyIfProven(prefixHigh, prefixLow);
        Cipher gcm = subkey != null ? proven(ciphers) : ciphers.unproven();
        if (subkey == null) {
            subkey = xaes.subkey(origin.keyOf(sender), datagram, BeatLayout.NONCE);
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

    private Cipher proven(CipherPool ciphers) {
        if (own == null) {
            own = ciphers.lend();
            lender = ciphers;
        }
        return own == null ? ciphers.shared() : own;
    }

    /** Leaves to others what it was lent; should it open anything again, it is lent another. */
    public void retire() {
        if (own != null && lender != null) {
            lender.giveBack(own);
            own = null;
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
        if (provenToken == token && isProvenAscii(plaintext, offset, length)) {
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
        boolean proven = provenToken == token && name.equals(provenName);
        if (!proven && (HostName.problem(name) != null || !origin.proves(sender, name, token))) {
            return null;
        }
        provenName = name;
        provenToken = token;
        return name;
    }

    /** Most names are, and so need no copy to compare with. */
    private boolean isProvenAscii(byte[] utf8, int offset, int length) {
        if (provenName == null || provenName.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (utf8[offset + i] != provenName.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
