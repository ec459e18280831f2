package io.heartbeat.internal.wire;

/**
 * A sender id is the pseudonym a host has on the wire: 128 bits derived from its name under the group's key, so it
 * tells an outsider nothing and needs no state on the sender.
 */
public record SenderId(long high, long low) {
    static final int LENGTH = 16;

    static SenderId at(byte[] bytes, int offset) {
        return new SenderId(BeatLayout.getLong(bytes, offset), BeatLayout.getLong(bytes, offset + 8));
    }

    void writeTo(byte[] bytes, int offset) {
        BeatLayout.putLong(bytes, offset, high);
        BeatLayout.putLong(bytes, offset + 8, low);
    }

    /** {@return the 32 hexadecimal digits of this id} */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
