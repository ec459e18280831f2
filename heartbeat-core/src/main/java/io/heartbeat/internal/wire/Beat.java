package io.heartbeat.internal.wire;

import org.jspecify.annotations.Nullable;

/**
 * A beat is what one sealed datagram says.
 *
 * @param sender the host's pseudonym under the key {@code keyId}
 * @param keyId which of the group's keys sealed it
 * @param host the host's name
 * @param epoch names the session: milliseconds since 1970 when it began, always above the epochs of earlier sessions
 * @param sequence number of this datagram in its session, rising
 * @param uptimeMicros the sender's monotonic clock, in microseconds since the sender started; runs on in a resumed
 *     session
 * @param wallMillis the sender's wall clock, in milliseconds since 1970; advisory
 * @param nextBeatMillis promise: the next beat is sent within so many milliseconds, 1 to 2<sup>32</sup> - 1; 0 in a
 *     goodbye
 * @param flags {@link #RESUMED}, and bits that only later versions know
 * @param processId the sender's process id, 0 if it did not say
 * @param conditions of what is wrong with the host's hardware, or null if it says nothing about that
 */
public record Beat(
        PacketType type,
        SenderId sender,
        int keyId,
        String host,
        long epoch,
        long sequence,
        long uptimeMicros,
        long wallMillis,
        long nextBeatMillis,
        int flags,
        long processId,
        @Nullable ConditionPage conditions) {

    /** Flag: this session continues an earlier one after the machine was suspended. */
    public static final int RESUMED = 1;

    private static final long MAX_NEXT_BEAT_MILLIS = 0xffff_ffffL;

    /** @throws IllegalArgumentException if a value is out of its range, and so could not travel in a datagram */
    public Beat {
        requireWithin("epoch", epoch, 0, Long.MAX_VALUE);
        requireWithin("sequence", sequence, 0, Long.MAX_VALUE);
        requireWithin("uptimeMicros", uptimeMicros, 0, Long.MAX_VALUE);
        requireWithin("wallMillis", wallMillis, 0, Long.MAX_VALUE);
        boolean goodbye = type == PacketType.GOODBYE;
        requireWithin("nextBeatMillis", nextBeatMillis, goodbye ? 0 : 1, goodbye ? 0 : MAX_NEXT_BEAT_MILLIS);
        requireWithin("flags", flags, 0, 0xffff);
        requireWithin("processId", processId, 0, Long.MAX_VALUE);
    }

    public boolean resumed() {
        return (flags & RESUMED) != 0;
    }

    private static void requireWithin(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be " + min + " to " + max + ", but is " + value);
        }
    }
}
