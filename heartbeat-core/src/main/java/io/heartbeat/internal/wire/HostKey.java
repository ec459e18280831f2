package io.heartbeat.internal.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/**
 * A host key is the voice of one host: whoever has it seals and opens the datagrams of this host, and nobody else's. It follows from the
 * group's key, and does not lead back to it. Immutable; safe for any thread.
 */
public final class HostKey implements OpeningKeys {
    private final int keyId;
    private final int token;
    private final SenderId sender;
    private final String host;
    private final byte[] key;

    HostKey(int keyId, int token, SenderId sender, String host, byte[] key) {
        this.keyId = keyId;
        this.token = token;
        this.sender = sender;
        this.host = host;
        this.key = key;
    }

    /** {@return which of the group's keys it follows from} */
    public int keyId() {
        return keyId;
    }

    /** {@return the number of the token that holds it, or 0 if it was made from the group's key} */
    public int token() {
        return token;
    }

    public SenderId sender() {
        return sender;
    }

    /** {@return the host's name} */
    public String host() {
        return host;
    }

    /** {@return the key for {@link HostCipher#seal} under every nonce that begins with this prefix} */
    SecretKey sealingKey(byte[] prefix) {
        return new Xaes256Gcm().subkey(key, prefix, 0);
    }

    /** {@return a cipher that opens what this host has sealed; it keeps what was proved, so keep it} */
    HostCipher cipher() {
        HeldKeys alone = HeldKeys.only(keyId);
        return new HostCipher(sender, new HostCipher.Origin() {
            @Override
            public HeldKeys alone() {
                return alone;
            }

            @Override
            public byte[] keyOf(SenderId itself) {
                return key;
            }

            @Override
            public boolean proves(SenderId itself, String name, int number) {
                return number == token && name.equals(host);
            }
        });
    }

    @Override
    public boolean holds(int id) {
        return id == keyId;
    }

    /** The sender id is sealed with everything else: under this key nothing of another sender opens. */
    @Override
    public HostCipher cipherFor(int id, SenderId other) {
        return cipher();
    }

    /** {@return all of it, as a token holds it} */
    public byte[] toBytes() {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        byte[] senderId = new byte[SenderId.LENGTH];
        sender.writeTo(senderId, 0);
        return ByteBuffer.allocate(2 * Integer.BYTES + senderId.length + key.length + name.length)
                .putInt(keyId)
                .putInt(token)
                .put(senderId)
                .put(key)
                .put(name)
                .array();
    }

    /**
     * {@return the host key that these bytes hold}
     *
     * @throws IllegalArgumentException if they hold none
     */
    public static HostKey ofBytes(byte[] bytes) {
        try {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            int keyId = from.getInt();
            int token = from.getInt();
            byte[] senderId = new byte[SenderId.LENGTH];
            from.get(senderId);
            byte[] key = new byte[Xaes256Gcm.KEY_LENGTH];
            from.get(key);
            String host = StandardCharsets.UTF_8.newDecoder().decode(from).toString();
            if (token == 0 || HostName.problem(host) != null) {
                throw new IllegalArgumentException("this is the key of no host");
            }
            return new HostKey(keyId, token, SenderId.at(senderId, 0), host, key);
        } catch (BufferUnderflowException | CharacterCodingException e) {
            throw new IllegalArgumentException("this is the key of no host", e);
        }
    }

    /** {@return "HostKey", the host and the key id, never the key} */
    @Override
    public String toString() {
        return "HostKey[host=%s, id=%08x]".formatted(host, keyId);
    }
}
