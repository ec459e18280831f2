package io.heartbeat.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where everything stands in a datagram; all numbers are big-endian. The reasons are in {@code docs/protocol.md}. */
public final class BeatLayout {
    /** {@code 'H' 'B'}: tells strays from beats at the price of two bytes. */
    static final int MAGIC = 0;
    /** Layout version, 1. */
    static final int VERSION = 2;
    /** {@link PacketType#code()}. */
    static final int TYPE = 3;
    /** {@link GroupKey#id()}: which secret sealed this datagram. */
    static final int KEY_ID = 4;
    /** {@link SenderId}: which host's key sealed this datagram. */
    static final int SENDER_ID = 8;
    /** Everything before the nonce is authenticated as additional data. */
    static final int AAD_LENGTH = 24;
    /** XAES nonce: 12 bytes that a sender keeps for its lifetime, then 12 bytes drawn for each datagram. */
    static final int NONCE = 24;
    /** Ciphertext up to the last 16 bytes, which are the tag. */
    static final int CIPHERTEXT = 48;

    /** Milliseconds since 1970 at which the session began, or one more than its predecessor's epoch. */
    static final int EPOCH = 0;
    /** Number of this datagram in its session. */
    static final int SEQUENCE = 8;
    /** Microseconds of the sender's monotonic clock since the sender started. */
    static final int UPTIME_MICROS = 16;
    /** The sender's wall clock, in milliseconds since 1970; advisory. */
    static final int WALL_MILLIS = 24;
    /** Promise: the next beat is sent within so many milliseconds (unsigned 32 bits; 0 but in a beat). */
    static final int NEXT_BEAT_MILLIS = 32;
    /** See {@link Beat#RESUMED} and its neighbours; unknown bits are ignored. */
    static final int FLAGS = 36;
    /** Fields to the end of the plaintext, each: type (1 byte), length of the value (2 bytes), value. */
    static final int FIELDS = 38;

    /** Bytes of a field before its value. */
    static final int FIELD_HEADER = 3;
    /** Field: the host's name in UTF-8; exactly once. */
    static final byte FIELD_NAME = 1;
    /** Field: the sender's process id, 8 bytes; at most once. */
    static final byte FIELD_PROCESS = 2;
    /** Field: a {@link ConditionPage}; at most once. */
    static final byte FIELD_CONDITIONS = 3;
    /** Field: by how many milliseconds this or, in an answer, the last regular beat was sent later than planned, 4 bytes (unsigned). */
    static final byte FIELD_LATENESS = 4;
    /** Field: the number of the question that this beat answers, 8 bytes; at most once. */
    static final byte FIELD_ECHO = 5;
    /** Field: the ids of the keys that the host holds beside the one that sealed this, 4 bytes each; at most once. */
    static final byte FIELD_HELD_KEYS = 6;
    /** Field: the number of the token that this was sealed by, 4 bytes, not 0; at most once. */
    static final byte FIELD_TOKEN = 7;
    /** Field: zeros that make a solicitation as long as its answer. */
    static final byte FIELD_PADDING = (byte) 255;

    /** Within the conditions field: identifies the content of the whole set (32 bits). */
    static final int REVISION = 0;
    /** Within the conditions field: which page this is (unsigned 8 bits). */
    static final int PAGE = 4;
    /** Within the conditions field: how many pages the set has (unsigned 8 bits, 1 or more). */
    static final int PAGES = 5;
    /** Within the conditions field: the conditions of this page to the end of the field. */
    static final int CONDITIONS = 6;

    static final byte MAGIC_0 = 'H';
    static final byte MAGIC_1 = 'B';
    static final byte VERSION_1 = 1;

    /** The shortest datagram that can be a beat: its host has a name of one byte. */
    public static final int MIN_LENGTH = CIPHERTEXT + FIELDS + FIELD_HEADER + 1 + Xaes256Gcm.TAG_LENGTH;
    /** The longest datagram: crosses every network without fragmentation. */
    public static final int MAX_LENGTH = 1200;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private BeatLayout() {}

    static long getLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static int getInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static int getUnsignedShort(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }

    static void putLong(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }

    static void putInt(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    static void putShort(byte[] bytes, int offset, int value) {
        SHORT.set(bytes, offset, (short) value);
    }

    /** Reads the key id whatever byte order the buffer is set to. */
    static int keyId(ByteBuffer datagram) {
        int keyId = datagram.getInt(datagram.position() + KEY_ID);
        return datagram.order() == ByteOrder.BIG_ENDIAN ? keyId : Integer.reverseBytes(keyId);
    }
}
