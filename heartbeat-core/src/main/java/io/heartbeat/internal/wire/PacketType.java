package io.heartbeat.internal.wire;

import org.jspecify.annotations.Nullable;

/** What a datagram says: "I live, and shall speak again by then", "I am leaving", or a monitor's "do you live?". */
public enum PacketType {
    BEAT(1),
    GOODBYE(2),
    SOLICIT(3);

    private final byte code;

    PacketType(int code) {
        this.code = (byte) code;
    }

    /** {@return the byte that stands for this type in the header} */
    byte code() {
        return code;
    }

    static @Nullable PacketType of(byte code) {
        return switch (code) {
            case 1 -> BEAT;
            case 2 -> GOODBYE;
            case 3 -> SOLICIT;
            default -> null;
        };
    }
}
