package io.heartbeat.internal.sender;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.HostKey;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
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
 *
 * <p>Beside its beats it answers monitors that miss them, or doubt them, which puts off none. One that has heard more of the present
 * session than was sent here shows that this machine is a copy of another, or was set back to a snapshot: then too a new session begins.
 */
public final class SenderEngine {
    /** How often the goodbye is sent: it cannot be made up for by the next beat. */
    public static final int GOODBYES = 3;

    private static final long TOLERATED_LEAD_MILLIS = 2_000;
    private static final long MOST_FRESH_NANOS = 50_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LEAST_LATENESS_NANOS = 5_000_000;
    private static final int LEAST_LATENESS_SHARE = 100;
    private static final long MOST_MILLIS = 0xffff_ffffL;

    private final BeatSealer sealer;
    private final BeatSchedule schedule;
    private final Epochs epochs;
    private final long processId;
    private final ConditionCycle conditions;
    private final Answers answers;
    private final long leastLatenessNanos;
    /** For so long after a regular beat no question is answered. */
    private final long freshNanos;

    private final Moment start;

    private long epoch;
    private long sequence;
    private long beatNanos;
    private long beatSequence;
    private long latenessMillis;
    private int flags;
    private @Nullable PlannedSilence silence;

    /** The least by which the wall clock was ahead of the monotonic one, both counted from the start. */
    private long leastLeadMillis;

    /**
     * Begins a session; the first beat is due at once.
     *
     * @param key this host's own
     * @param otherKeys the ids of the keys that the host holds beside the one from which its own follows
     * @param copies how many beats are sent at a time, that many intervals apart
     * @param conditions asked before each beat for all that is wrong with the host's hardware; null if nothing is known about that
     */
    public SenderEngine(
            HostKey key,
            List<Integer> otherKeys,
            Duration interval,
            int copies,
            Epochs epochs,
            long processId,
            Supplier<? extends @Nullable List<HardwareCondition>> conditions,
            RandomGenerator random,
            Moment start) {
        this.sealer = new BeatSealer(key, otherKeys);
        this.schedule = new BeatSchedule(start.nanos(), interval.toNanos(), copies, random);
        this.epochs = epochs;
        this.processId = processId;
        this.conditions = new ConditionCycle(conditions, sealer.roomForConditions());
        this.epoch = epochs.next(start.wallMillis());
        this.start = start;
        this.freshNanos = Math.min(MOST_FRESH_NANOS, interval.toNanos() / 4);
        this.leastLatenessNanos = Math.max(LEAST_LATENESS_NANOS, interval.toNanos() / LEAST_LATENESS_SHARE);
        int answerLength = seal(PacketType.BEAT, 1, 0, 1, 1, null, start).length;
        this.answers = new Answers(key, answerLength, start.nanos());
    }

    /** When to ask for the next beat, in monotonic nanoseconds. */
    public long dueNanos() {
        return silence == null ? schedule.dueNanos() : silence.dueNanos();
    }

    /** The datagram to send now, sealed, or null if there is none to send. */
    public byte @Nullable [] beatIfDue(Moment now) {
        if (now.nanos() - dueNanos() < 0) {
            return null;
        }
        followWallClock(now);
        PlannedSilence planned = silence;
        if (planned != null && planned.isOver(now.nanos())) {
            silence = null;
            schedule.restart(planned.endNanos());
        } else if (planned != null && sequence > 0) { // whose first beat is still to come first tells its rhythm
            return planned.announces(now.nanos())
                    ? next(planned.restMillis(now.nanos()), Beat.PLANNED, 0, 0, conditions.next(), now)
                    : null;
        }
        return beat(now);
    }

    /** The regular beat, whether it is due or not; plans the next one. */
    byte[] beat(Moment now) {
        followWallClock(now);
        latenessMillis = latenessMillis(now.nanos() - schedule.dueNanos());
        beatNanos = now.nanos();
        long gapMillis = schedule.next(now.nanos()) / NANOS_PER_MILLI + 1;
        beatSequence = sequence + 1;
        return next(gapMillis, 0, latenessMillis, 0, conditions.next(), now);
    }

    private long latenessMillis(long lateNanos) {
        return lateNanos < leastLatenessNanos ? 0 : Math.min(lateNanos / NANOS_PER_MILLI, MOST_MILLIS);
    }

    /** The answer to a datagram that came in, sealed, or null if it gets none. */
    public byte @Nullable [] answer(ByteBuffer datagram, Moment now) {
        followWallClock(now);
        boolean beatJustNow =
                sequence > 0 && now.nanos() - beatNanos < freshNanos; // the answer for who has not heard it
        Beat question = answers.deserving(datagram, epoch, beatJustNow ? beatSequence : 0, now.nanos());
        if (question == null) {
            return null;
        }
        if (question.sequence() > sequence) {
            beginAnew(now);
        }
        long echo = question.uptimeMicros();
        if (silence != null) {
            return next(
                    silence.restMillis(now.nanos()), Beat.SOLICITED | Beat.PLANNED, latenessMillis, echo, null, now);
        }
        long gapNanos = schedule.promisedNanos() - now.nanos();
        return next(Math.max(0, gapNanos) / NANOS_PER_MILLI + 1, Beat.SOLICITED, latenessMillis, echo, null, now);
    }

    /**
     * Announces a silence from now on, in place of one that may be under way.
     *
     * @throws IllegalArgumentException if it is shorter than a second or longer than 7 days
     */
    public void pause(Duration length, Moment now) {
        silence = new PlannedSilence(length, now.nanos());
    }

    /**
     * {@return the length of a silence that may be announced}
     *
     * @throws IllegalArgumentException if it is shorter than a second or longer than 7 days
     */
    public static Duration requirePause(Duration length) {
        return PlannedSilence.require(length);
    }

    /** Ends an announced silence, if there is one: the next beat is due at once. */
    public void resume(Moment now) {
        if (silence != null) {
            silence = null;
            schedule.restart(now.nanos());
        }
    }

    /** One of the last datagrams of the session: its silence from now on is intended. */
    public byte[] goodbye(Moment now) {
        followWallClock(now);
        sequence++;
        return seal(PacketType.GOODBYE, 0, 0, 0, 0, conditions.next(), now);
    }

    private byte[] next(
            long gapMillis, int moreFlags, long latenessMillis, long echo, @Nullable ConditionPage page, Moment now) {
        sequence++;
        return seal(PacketType.BEAT, gapMillis, moreFlags, latenessMillis, echo, page, now);
    }

    private byte[] seal(
            PacketType type,
            long gapMillis,
            int moreFlags,
            long latenessMillis,
            long echo,
            @Nullable ConditionPage page,
            Moment now) {
        long uptimeMicros = (now.nanos() - start.nanos()) / 1_000;
        return sealer.seal(
                type,
                epoch,
                sequence,
                uptimeMicros,
                Math.max(0, now.wallMillis()),
                gapMillis,
                flags | moreFlags,
                processId,
                latenessMillis,
                echo,
                page);
    }

    private void followWallClock(Moment now) {
        long awakeMillis = (now.nanos() - start.nanos()) / NANOS_PER_MILLI;
        long leadMillis = now.wallMillis() - start.wallMillis() - awakeMillis;
        if (leadMillis - leastLeadMillis > TOLERATED_LEAD_MILLIS) {
            beginAnew(now);
            if (silence != null) {
                silence.slept(leadMillis - leastLeadMillis, now.nanos());
                schedule.restart(now.nanos());
            }
            leastLeadMillis = leadMillis;
        }
        leastLeadMillis = Math.min(leastLeadMillis, leadMillis);
    }

    private void beginAnew(Moment now) {
        epoch = epochs.next(now.wallMillis());
        sequence = 0;
        beatSequence = 0;
        flags = Beat.RESUMED;
    }
}
