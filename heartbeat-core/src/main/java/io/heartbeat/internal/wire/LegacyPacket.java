package io.heartbeat.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beat of Heartbeat's predecessor of 2014: secret and host name, one after the other, in plain UTF-8. It proves
 * nothing to anybody who can listen, and exists for migration only.
 */
public final class LegacyPacket {
    private LegacyPacket() {}

    public static byte[] encode(String secret, String name) {
        return (secret + name).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@return the host's name, or null if this is not a beat under this secret} Does not move the buffer's position.
     */
    public static @Nullable String decode(ByteBuffer datagram, String secret) {
        byte[] prefix = secret.getBytes(StandardCharsets.UTF_8);
        int nameLength = datagram.remaining() - prefix.length;
        if (nameLength < 1 || nameLength > HostName.MAX_BYTES) {
            return null;
        }
        ByteBuffer unread = datagram.duplicate();
        for (byte expected : prefix) {
            if (unread.get() != expected) {
                return null;
            }
        }
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(unread).toString();
            return HostName.problem(name) == null ? name : null;
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
