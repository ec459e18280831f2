package io.heartbeat.internal.sender;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.PacketType;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a host says and when, without its thread and its sockets. Used by one thread at a time.
 *
 * <p>If the wall clock gets ahead of the monotonic one, the machine slept, or its clock was wrong and has been set forward. Either way a
 * new session begins, marked as resumed: after sleep the uptime would make the old one look held back, and only a session that begins
 * by the right clock can be told from a recording. The uptime runs on, so that a clock set forward by mistake does no harm.
 */
public final class SenderEngine {
    /** How often the goodbye is sent: it cannot be made up for by the next beat. */
    public static final int GOODBYES = 3;

    private static final long TOLERATED_LEAD_MILLIS = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final BeatSealer sealer;
    private final BeatSchedule schedule;
    private final Epochs epochs;
    private final long processId;
    private final ConditionCycle conditions;

    private final Moment start;

    private long epoch;
    private long sequence;
    private int flags;

    /** The least by which the wall clock was ahead of the monotonic one, both counted from the start. */
    private long leastLeadMillis;

    /**
     * Begins a session; the first beat is due at once.
     *
     * @param conditions asked before each beat for all that is wrong with the host's hardware; null if nothing is known about that
     */
    public SenderEngine(
            BeatSealer sealer,
            Duration interval,
            Epochs epochs,
            long processId,
            Supplier<? extends @Nullable List<HardwareCondition>> conditions,
            RandomGenerator random,
            Moment start) {
        this.sealer = sealer;
        this.schedule = new BeatSchedule(start.nanos(), interval.toNanos(), random);
        this.epochs = epochs;
        this.processId = processId;
        this.conditions = new ConditionCycle(conditions, sealer.roomForConditions());
        this.epoch = epochs.next(start.wallMillis());
        this.start = start;
    }

    /** When the next beat is due, in monotonic nanoseconds. */
    public long dueNanos() {
        return schedule.dueNanos();
    }

    /** The beat to send now, sealed; plans the next one. */
    public byte[] beat(Moment now) {
        followWallClock(now);
        long gapMillis = schedule.next(now.nanos()) / NANOS_PER_MILLI + 1;
        return seal(PacketType.BEAT, gapMillis, now);
    }

    /** One of the last datagrams of the session: its silence from now on is intended. */
    public byte[] goodbye(Moment now) {
        followWallClock(now);
        return seal(PacketType.GOODBYE, 0, now);
    }

    private byte[] seal(PacketType type, long gapMillis, Moment now) {
        sequence++;
        long uptimeMicros = (now.nanos() - start.nanos()) / 1_000;
        return sealer.seal(
                type,
                epoch,
                sequence,
                uptimeMicros,
                Math.max(0, now.wallMillis()),
                gapMillis,
                flags,
                processId,
                conditions.next());
    }

    private void followWallClock(Moment now) {
        long awakeMillis = (now.nanos() - start.nanos()) / NANOS_PER_MILLI;
        long leadMillis = now.wallMillis() - start.wallMillis() - awakeMillis;
        if (leadMillis - leastLeadMillis > TOLERATED_LEAD_MILLIS) {
            epoch = epochs.next(now.wallMillis());
            sequence = 0;
            flags = Beat.RESUMED;
            leastLeadMillis = leadMillis;
        }
        leastLeadMillis = Math.min(leastLeadMillis, leadMillis);
    }
}
