package io.heartbeat.internal.wire;

import static io.heartbeat.internal.wire.BeatLayout.EPOCH;
import static io.heartbeat.internal.wire.BeatLayout.FIELDS;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_CONDITIONS;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_ECHO;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_HEADER;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_HELD_KEYS;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_LATENESS;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_NAME;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_PADDING;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_PROCESS;
import static io.heartbeat.internal.wire.BeatLayout.FIELD_TOKEN;
import static io.heartbeat.internal.wire.BeatLayout.FLAGS;
import static io.heartbeat.internal.wire.BeatLayout.NEXT_BEAT_MILLIS;
import static io.heartbeat.internal.wire.BeatLayout.SEQUENCE;
import static io.heartbeat.internal.wire.BeatLayout.UPTIME_MICROS;
import static io.heartbeat.internal.wire.BeatLayout.WALL_MILLIS;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is inside the seal: fixed numbers, then fields of which a reader skips those it does not know. */
final class BeatPlaintext {
    /** The most bytes beside the values of the name and of the conditions, and beside the keys, in a beat that has conditions: answers have none. */
    private static final int MOST_NUMBERS = FIELDS + 4 * FIELD_HEADER + Long.BYTES + Integer.BYTES;

    private BeatPlaintext() {}

    /** {@return the most bytes beside the values of the name and of the conditions} */
    static int maxLengthBesideTexts(HeldKeys keys) {
        return MOST_NUMBERS + length(keys);
    }

    private static int length(HeldKeys keys) {
        int token = keys.token() == 0 ? 0 : FIELD_HEADER + Integer.BYTES;
        int others = keys.others().isEmpty()
                ? 0
                : FIELD_HEADER + Integer.BYTES * keys.others().size();
        return token + others;
    }

    static int length(Beat beat, byte[] nameUtf8) {
        ConditionPage page = beat.conditions();
        int process = beat.processId() == 0 ? 0 : FIELD_HEADER + Long.BYTES;
        int lateness = beat.latenessMillis() == 0 ? 0 : FIELD_HEADER + Integer.BYTES;
        int echo = beat.echo() == 0 ? 0 : FIELD_HEADER + Long.BYTES;
        int conditions = page == null ? 0 : FIELD_HEADER + page.length();
        return FIELDS + FIELD_HEADER + nameUtf8.length + process + lateness + echo + length(beat.keys()) + conditions;
    }

    static void encode(Beat beat, byte[] nameUtf8, byte[] into, int offset) {
        BeatLayout.putLong(into, offset + EPOCH, beat.epoch());
        BeatLayout.putLong(into, offset + SEQUENCE, beat.sequence());
        BeatLayout.putLong(into, offset + UPTIME_MICROS, beat.uptimeMicros());
        BeatLayout.putLong(into, offset + WALL_MILLIS, beat.wallMillis());
        BeatLayout.putInt(into, offset + NEXT_BEAT_MILLIS, (int) beat.nextBeatMillis());
        BeatLayout.putShort(into, offset + FLAGS, beat.flags());
        int value = putFieldHeader(into, offset + FIELDS, FIELD_NAME, nameUtf8.length);
        System.arraycopy(nameUtf8, 0, into, value, nameUtf8.length);
        int next = value + nameUtf8.length;
        if (beat.processId() != 0) {
            value = putFieldHeader(into, next, FIELD_PROCESS, Long.BYTES);
            BeatLayout.putLong(into, value, beat.processId());
            next = value + Long.BYTES;
        }
        if (beat.latenessMillis() != 0) {
            value = putFieldHeader(into, next, FIELD_LATENESS, Integer.BYTES);
            BeatLayout.putInt(into, value, (int) beat.latenessMillis());
            next = value + Integer.BYTES;
        }
        if (beat.echo() != 0) {
            value = putFieldHeader(into, next, FIELD_ECHO, Long.BYTES);
            BeatLayout.putLong(into, value, beat.echo());
            next = value + Long.BYTES;
        }
        next = putKeys(beat.keys(), into, next);
        ConditionPage page = beat.conditions();
        if (page != null) {
            value = putFieldHeader(into, next, FIELD_CONDITIONS, page.length());
            page.write(into, value);
        }
    }

    private static int putKeys(HeldKeys keys, byte[] into, int offset) {
        int next = offset;
        if (keys.token() != 0) {
            int value = putFieldHeader(into, next, FIELD_TOKEN, Integer.BYTES);
            BeatLayout.putInt(into, value, keys.token());
            next = value + Integer.BYTES;
        }
        if (!keys.others().isEmpty()) {
            next = putFieldHeader(
                    into, next, FIELD_HELD_KEYS, Integer.BYTES * keys.others().size());
            for (int id : keys.others()) {
                BeatLayout.putInt(into, next, id);
                next += Integer.BYTES;
            }
        }
        return next;
    }

    private static List<Integer> keyIds(byte[] plaintext, int value, int length) {
        int count = Math.min(length / Integer.BYTES, HeldKeys.MOST_OTHERS);
        return IntStream.range(0, count)
                .mapToObj(i -> BeatLayout.getInt(plaintext, value + i * Integer.BYTES))
                .toList();
    }

    /** Fills the rest of the plaintext, which is all zeros, with a field that says nothing. */
    static void pad(byte[] into, int offset, int length) {
        putFieldHeader(into, offset, FIELD_PADDING, length - FIELD_HEADER);
    }

    /**
     * {@return the beat in a plaintext of at least the fixed length that {@code cipher} opened, or null if malformed}
     */
    static @Nullable Beat decode(byte[] plaintext, int length, PacketType type, HostCipher cipher) {
        int name = -1;
        int nameLength = 0;
        long processId = -1;
        long lateness = -1;
        long echo = -1;
        int token = 0;
        List<Integer> others = null;
        ConditionPage page = null;
        for (int field = FIELDS, next; field < length; field = next) {
            int value = field + FIELD_HEADER;
            if (value > length) {
                return null;
            }
            int valueLength = BeatLayout.getUnsignedShort(plaintext, field + 1);
            next = value + valueLength;
            if (next > length) {
                return null;
            }
            switch (plaintext[field]) {
                case FIELD_NAME -> {
                    if (name != -1) {
                        return null;
                    }
                    name = value;
                    nameLength = valueLength;
                }
                case FIELD_PROCESS -> {
                    if (processId != -1 || valueLength != Long.BYTES) {
                        return null;
                    }
                    processId = BeatLayout.getLong(plaintext, value);
                    if (processId < 0) {
                        return null;
                    }
                }
                case FIELD_LATENESS -> {
                    if (lateness != -1 || valueLength != Integer.BYTES) {
                        return null;
                    }
                    lateness = Integer.toUnsignedLong(BeatLayout.getInt(plaintext, value));
                }
                case FIELD_ECHO -> {
                    if (echo != -1 || valueLength != Long.BYTES) {
                        return null;
                    }
                    echo = BeatLayout.getLong(plaintext, value);
                    if (echo < 0) {
                        return null;
                    }
                }
                case FIELD_HELD_KEYS -> {
                    if (others != null || valueLength % Integer.BYTES != 0) {
                        return null;
                    }
                    others = keyIds(plaintext, value, valueLength);
                }
                case FIELD_TOKEN -> {
                    if (token != 0 || valueLength != Integer.BYTES) {
                        return null;
                    }
                    token = BeatLayout.getInt(plaintext, value);
                    if (token == 0) {
                        return null;
                    }
                }
                case FIELD_CONDITIONS -> {
                    if (page == null) {
                        page = ConditionPage.read(plaintext, value, valueLength);
                    }
                }
                default -> {}
            }
        }
        String host = name == -1 ? null : cipher.provenName(plaintext, name, nameLength, token);
        if (host == null) {
            return null;
        }
        try {
            return new Beat(
                    type,
                    cipher.sender(),
                    cipher.heldKeys(token, others == null ? List.of() : others),
                    host,
                    BeatLayout.getLong(plaintext, EPOCH),
                    BeatLayout.getLong(plaintext, SEQUENCE),
                    BeatLayout.getLong(plaintext, UPTIME_MICROS),
                    BeatLayout.getLong(plaintext, WALL_MILLIS),
                    Integer.toUnsignedLong(BeatLayout.getInt(plaintext, NEXT_BEAT_MILLIS)),
                    BeatLayout.getUnsignedShort(plaintext, FLAGS),
                    Math.max(0, processId),
                    Math.max(0, lateness),
                    Math.max(0, echo),
                    page);
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }

    private static int putFieldHeader(byte[] into, int offset, byte type, int length) {
        into[offset] = type;
        BeatLayout.putShort(into, offset + 1, length);
        return offset + FIELD_HEADER;
    }
}
