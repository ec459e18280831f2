package io.heartbeat.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A group's key is the root of everything its members seal: from it come the key id, each host's sender id and each
 * host's own key. Immutable; safe for any thread.
 */
public final class GroupKey {
    static final int LENGTH = 32;

    private static final int PASSPHRASE_ITERATIONS = 600_000;
    private static final String PASSPHRASE_SALT = "heartbeat/v1|";

    private final byte[] key;
    private final HeldKeys alone;

    /** One for all hosts, and no method of this class, for nobody else is to get at keys. */
    private final HostCipher.Origin origin = new HostCipher.Origin() {
        @Override
        public HeldKeys alone() {
            return alone;
        }

        @Override
        public byte[] keyOf(SenderId sender) {
            return hostKey(sender);
        }

        @Override
        public boolean proves(SenderId sender, String name, int token) {
            return senderId(name, token).equals(sender);
        }
    };

    private GroupKey(byte[] key) {
        this.key = key;
        this.alone = HeldKeys.only(BeatLayout.getInt(Hkdf.expand(key, info("hb1 id"), Integer.BYTES), 0));
    }

    /** {@return the group key that consists of these 32 random bytes} */
    public static GroupKey ofKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a group key has " + LENGTH + " bytes, not " + key.length);
        }
        return new GroupKey(key.clone());
    }

    /**
     * {@return the key of the named group under a generated secret; other groups under the same secret have other keys}
     */
    public static GroupKey ofKey(byte[] secret, String group) {
        return ofKey(Hkdf.expand(ofKey(secret).key, info("hb1 group", utf8(group)), LENGTH));
    }

    /**
     * {@return the key of the named group under a passphrase} Takes long on purpose (about 150 ms), so that passphrases
     * are dear to guess. Passphrases that look alike on screen but are typed as other code points (NFKC) are the same.
     */
    public static GroupKey ofPassphrase(String passphrase, String group) {
        String normalized = Normalizer.normalize(passphrase, Normalizer.Form.NFKC);
        return new GroupKey(pbkdf2(normalized, utf8(PASSPHRASE_SALT + group), PASSPHRASE_ITERATIONS, LENGTH));
    }

    static byte[] pbkdf2(String passphrase, byte[] salt, int iterations, int length) {
        char[] characters = passphrase.toCharArray();
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, 8 * length);
        Arrays.fill(characters, '\0');
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot compute PBKDF2-HMAC-SHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /**
     * {@return what stands in the header of every datagram sealed under this key; public, and no help in guessing it}
     */
    public int id() {
        return alone.sealing();
    }

    public SenderId senderId(String hostName) {
        return senderId(hostName, 0);
    }

    /** {@return the pseudonym of a host that has this token; 0 if it has the group's secret} */
    SenderId senderId(String hostName, int token) {
        byte[] name = utf8(hostName);
        byte[] whose = token == 0
                ? name
                : ByteBuffer.allocate(name.length + 1 + Integer.BYTES)
                        .put(name)
                        .put((byte) 0) // which no name holds
                        .putInt(token)
                        .array();
        return SenderId.at(Hkdf.expand(key, info("hb1 sender", whose), SenderId.LENGTH), 0);
    }

    public HostCipher cipherFor(SenderId sender) {
        return new HostCipher(sender, origin);
    }

    /**
     * {@return the voice of one host}
     *
     * @param token the number of the token that will hold it: another number gives another voice of the same host; 0 if none will
     * @throws IllegalArgumentException if this cannot be the name of a host
     */
    public HostKey hostKey(String hostName, int token) {
        String problem = HostName.problem(hostName);
        if (problem != null) {
            throw new IllegalArgumentException("the host name " + problem);
        }
        SenderId sender = senderId(hostName, token);
        return new HostKey(id(), token, sender, hostName, hostKey(sender));
    }

    private byte[] hostKey(SenderId sender) {
        byte[] senderId = new byte[SenderId.LENGTH];
        sender.writeTo(senderId, 0);
        return Hkdf.expand(key, info("hb1 host", senderId), Xaes256Gcm.KEY_LENGTH);
    }

    /** {@return "GroupKey" and the key id, never the key} */
    @Override
    public String toString() {
        return "GroupKey[id=%08x]".formatted(id());
    }

    private static byte[] info(String label) {
        return label.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] info(String label, byte[] value) {
        byte[] labelBytes = info(label);
        byte[] info = new byte[labelBytes.length + 1 + value.length];
        System.arraycopy(labelBytes, 0, info, 0, labelBytes.length);
        System.arraycopy(value, 0, info, labelBytes.length + 1, value.length);
        return info;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
