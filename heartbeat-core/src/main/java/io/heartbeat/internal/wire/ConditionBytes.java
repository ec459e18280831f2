package io.heartbeat.internal.wire;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hardware conditions as bytes: when first found, how bad, then six texts, each after its length. */
final class ConditionBytes {
    /** The most bytes of a component: the length of a text is one byte. */
    static final int COMPONENT = 255;
    /** The most bytes of a code. */
    static final int CODE = 40;
    /** The most bytes of a label. */
    static final int LABEL = 80;
    /** The most bytes of a message, and of advice. */
    static final int SENTENCE = 160;
    /** The most bytes of a reading. */
    static final int READING = 60;

    private static final int CRITICAL = 1;
    private static final int TEXTS = 6;
    private static final int MAX_LENGTH = Long.BYTES + 1 + TEXTS + COMPONENT + CODE + LABEL + 2 * SENTENCE + READING;
    private static final byte[] CUT_OFF = "…".getBytes(StandardCharsets.UTF_8);

    private ConditionBytes() {}

    static byte[] encode(HardwareCondition condition) {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_LENGTH);
        bytes.putLong(condition.since().toEpochMilli());
        bytes.put((byte) (condition.severity() == Severity.CRITICAL ? CRITICAL : 0));
        put(condition.component(), COMPONENT, bytes);
        put(condition.code(), CODE, bytes);
        put(condition.label(), LABEL, bytes);
        put(condition.message(), SENTENCE, bytes);
        put(condition.advice(), SENTENCE, bytes);
        put(condition.reading(), READING, bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void put(String text, int limit, ByteBuffer into) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int kept = utf8.length;
        if (kept > limit) {
            kept = limit - CUT_OFF.length;
            while ((utf8[kept] & 0xc0) == 0x80) {
                kept--;
            }
        }
        byte[] end = kept == utf8.length ? new byte[0] : CUT_OFF;
        into.put((byte) (kept + end.length)).put(utf8, 0, kept).put(end);
    }

    /** {@return the conditions, or null if these bytes are none} Bits and bytes without a meaning are taken as they come. */
    static @Nullable List<HardwareCondition> decode(byte[] conditions) {
        List<HardwareCondition> decoded = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(conditions);
        try {
            while (bytes.hasRemaining()) {
                Instant since = Instant.ofEpochMilli(bytes.getLong());
                Severity severity = (bytes.get() & CRITICAL) != 0 ? Severity.CRITICAL : Severity.WARNING;
                String component = text(bytes);
                String code = text(bytes).replaceAll("[^a-z0-9.-]", "-");
                decoded.add(new HardwareCondition(
                        component, text(bytes), code, severity, text(bytes), text(bytes), text(bytes), since));
            }
        } catch (BufferUnderflowException cutShort) {
            return null;
        }
        return decoded;
    }

    private static String text(ByteBuffer from) {
        byte[] utf8 = new byte[from.get() & 0xff];
        from.get(utf8);
        return HostName.showable(new String(utf8, StandardCharsets.UTF_8));
    }
}
