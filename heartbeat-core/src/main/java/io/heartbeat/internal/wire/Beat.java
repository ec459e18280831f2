package io.heartbeat.internal.wire;

import org.jspecify.annotations.Nullable;

/**
 * A beat is what one sealed datagram says.
 *
 * <p>A {@linkplain PacketType#SOLICIT solicitation} has the same form. There, epoch and sequence name the newest beat that the monitor has
 * heard of that session, the uptime is a random number that tells it from others and is never 0, and the wall clock is the monitor's.
 *
 * @param sender the host's pseudonym under the key that sealed it
 * @param keys which of the group's keys sealed it, and which others the host holds
 * @param host the host's name
 * @param epoch names the session: milliseconds since 1970 when it began, always above the epochs of earlier sessions
 * @param sequence number of this datagram in its session, rising
 * @param uptimeMicros the sender's monotonic clock, in microseconds since the sender started; runs on in a resumed
 *     session
 * @param wallMillis the sender's wall clock, in milliseconds since 1970; advisory
 * @param nextBeatMillis promise: the next beat is sent within so many milliseconds, 1 to 2<sup>32</sup> - 1; 0 in a
 *     goodbye and a solicitation
 * @param flags {@link #RESUMED}, {@link #SOLICITED}, {@link #PLANNED}, and bits that only later versions know
 * @param processId the sender's process id, 0 if it did not say
 * @param latenessMillis by how much it, or in an answer the last regular one, was sent later than planned, 0 to 2<sup>32</sup> - 1; 0 if it did not say
 * @param echo the number of the question that it answers, 0 if it answers none: so it was sent after that was asked
 * @param conditions of what is wrong with the host's hardware, or null if it says nothing about that
 */
public record Beat(
        PacketType type,
        SenderId sender,
        HeldKeys keys,
        String host,
        long epoch,
        long sequence,
        long uptimeMicros,
        long wallMillis,
        long nextBeatMillis,
        int flags,
        long processId,
        long latenessMillis,
        long echo,
        @Nullable ConditionPage conditions) {

    /** Flag: this session continues an earlier one after the machine was suspended. */
    public static final int RESUMED = 1;

    /** Flag: an extra beat that answers a solicitation; the promised gap is that to the next regular one. */
    public static final int SOLICITED = 2;
    /** Flag: the promised gap is an announced silence, not the rhythm of this host. */
    public static final int PLANNED = 4;

    private static final long MAX_MILLIS = 0xffff_ffffL;

    /** @throws IllegalArgumentException if a value is out of its range, and so could not travel in a datagram */
    public Beat {
        requireWithin("epoch", epoch, 0, Long.MAX_VALUE);
        requireWithin("sequence", sequence, 0, Long.MAX_VALUE);
        requireWithin("uptimeMicros", uptimeMicros, 0, Long.MAX_VALUE);
        requireWithin("wallMillis", wallMillis, 0, Long.MAX_VALUE);
        boolean promises = type == PacketType.BEAT;
        requireWithin("nextBeatMillis", nextBeatMillis, promises ? 1 : 0, promises ? MAX_MILLIS : 0);
        requireWithin("flags", flags, 0, 0xffff);
        requireWithin("processId", processId, 0, Long.MAX_VALUE);
        requireWithin("latenessMillis", latenessMillis, 0, MAX_MILLIS);
        requireWithin("echo", echo, 0, Long.MAX_VALUE);
    }

    /** One that answers no question. */
    public Beat(
            PacketType type,
            SenderId sender,
            HeldKeys keys,
            String host,
            long epoch,
            long sequence,
            long uptimeMicros,
            long wallMillis,
            long nextBeatMillis,
            int flags,
            long processId,
            long latenessMillis,
            @Nullable ConditionPage conditions) {
        this(
                type,
                sender,
                keys,
                host,
                epoch,
                sequence,
                uptimeMicros,
                wallMillis,
                nextBeatMillis,
                flags,
                processId,
                latenessMillis,
                0,
                conditions);
    }

    public boolean resumed() {
        return (flags & RESUMED) != 0;
    }

    public boolean solicited() {
        return (flags & SOLICITED) != 0;
    }

    public boolean planned() {
        return (flags & PLANNED) != 0;
    }

    private static void requireWithin(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be " + min + " to " + max + ", but is " + value);
        }
    }
}
