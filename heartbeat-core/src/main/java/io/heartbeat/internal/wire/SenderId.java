package io.heartbeat.internal.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A sender id is the pseudonym a host has on the wire: 128 bits derived from its name under the group's key, so it
 * tells an outsider nothing and needs no state on the sender.
 */
public record SenderId(long high, long low) {
    static final int LENGTH = 16;

    static SenderId at(byte[] bytes, int offset) {
        return new SenderId(BeatLayout.getLong(bytes, offset), BeatLayout.getLong(bytes, offset + 8));
    }

    /** {@return whose a datagram says it is, proved or not, whatever byte order the buffer is set to; null if it is too short} */
    public static @Nullable SenderId claimedBy(ByteBuffer datagram) {
        if (datagram.remaining() < BeatLayout.NONCE) {
            return null;
        }
        byte[] id = new byte[LENGTH];
        datagram.get(datagram.position() + BeatLayout.SENDER_ID, id);
        return at(id, 0);
    }

    void writeTo(byte[] bytes, int offset) {
        BeatLayout.putLong(bytes, offset, high);
        BeatLayout.putLong(bytes, offset + 8, low);
    }

    /**
     * {@return the sender id with this {@link #toString}}
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SenderId parse(String hex) {
        byte[] id = HexFormat.of().parseHex(hex);
        if (id.length != LENGTH) {
            throw new IllegalArgumentException("a sender id of " + id.length + " bytes");
        }
        return at(id, 0);
    }

    /** The bits are random already; those that Java makes for a record are slower, which shows in every beat. */
    @Override
    public int hashCode() {
        return (int) low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SenderId that && high == that.high && low == that.low;
    }

    /** {@return the 32 hexadecimal digits of this id} */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
