package io.heartbeat.internal.wire;

import io.heartbeat.event.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A session is one run of one sender, as the receiver knows it; it judges which of its beats are signs of life now.
 *
 * <p>A beat can be authentic and yet prove nothing: recorded and sent again, or held back and released after its host
 * died. The first is caught by the sequence number. The second is caught without any common clock by comparing how much
 * time passed on the sender between two beats with how much passed here. The <em>anchor</em> is the beat that came with
 * the least delay; a beat's <em>age</em> is how much later than the anchor it came, relative to its own uptime. Since
 * clocks drift, the anchor's delay is taken to grow by 500 ppm, and a beat that undercuts it becomes the new anchor.
 *
 * <p>For one thread at a time.
 */
public final class Session {
    /** The tolerance between wall clocks on first contact, when there is no anchor yet. */
    public static final long CLOCK_TOLERANCE_MILLIS = 600_000;

    private static final long MIN_AGE_LIMIT_MICROS = 10_000_000;
    /** 1 / 500 ppm; as bad as crystals get. */
    private static final long CREEP_DIVISOR = 2_000;

    private final long epoch;
    private final ReplayWindow window;
    private boolean verified;
    private long anchorUptimeMicros;
    private long anchorNanos;
    /** The anchor was carried over a time in which nobody measured, by a wall clock that may have stepped. */
    private boolean anchorDoubtful;

    /**
     * Starts with a beat that the caller took for a sign of life.
     *
     * @param verified whether that beat was known to be fresh
     */
    public Session(Beat first, long nowNanos, boolean verified) {
        this(first.epoch(), new ReplayWindow(), first.uptimeMicros(), nowNanos, verified, false);
        window.accept(first.sequence());
    }

    private Session(
            long epoch,
            ReplayWindow window,
            long anchorUptimeMicros,
            long anchorNanos,
            boolean verified,
            boolean anchorDoubtful) {
        this.epoch = epoch;
        this.window = window;
        this.verified = verified;
        this.anchorUptimeMicros = anchorUptimeMicros;
        this.anchorNanos = anchorNanos;
        this.anchorDoubtful = anchorDoubtful;
    }

    /**
     * {@return a session remembered from an earlier run of the monitor}
     *
     * @param anchorNanos when the anchor was received, on the present monotonic clock; may lie far back, even below
     *     zero
     */
    public static Session restored(
            long epoch, long highestSequence, long anchorUptimeMicros, long anchorNanos, boolean verified) {
        ReplayWindow window = ReplayWindow.startingAt(highestSequence);
        return new Session(epoch, window, anchorUptimeMicros, anchorNanos, verified, true);
    }

    /**
     * Judges the next beat of this session to arrive.
     *
     * <p>A delayed beat counts as seen all the same, so it cannot be used again. Until a restored session has accepted
     * a beat, one that seems delayed passes if the wall clocks of both sides agree instead, because this side's clock
     * may have stepped while nobody listened.
     *
     * @return null if it is a sign of life, else {@link Rejection#REPLAYED} or {@link Rejection#DELAYED}
     * @throws IllegalArgumentException if the beat is of another session
     */
    public @Nullable Rejection judge(Beat beat, long nowNanos, long nowWallMillis) {
        return judge(beat, nowNanos, nowWallMillis, false);
    }

    /**
     * Judges the next beat of this session to arrive, which may be proven to have been sent just now, whatever the clocks say. A proven
     * one is never delayed, and shows the session to be no recording.
     *
     * @return null if it is a sign of life, else {@link Rejection#REPLAYED} or {@link Rejection#DELAYED}
     * @throws IllegalArgumentException if the beat is of another session
     */
    public @Nullable Rejection judge(Beat beat, long nowNanos, long nowWallMillis, boolean proven) {
        if (beat.epoch() != epoch) {
            throw new IllegalArgumentException("beat of session " + beat.epoch() + " given to session " + epoch);
        }
        if (!window.accept(beat.sequence())) {
            return Rejection.REPLAYED;
        }
        long age = ageMicros(beat, nowNanos);
        long limit = ageLimitMicros(beat);
        boolean late = age > limit;
        if (late && !proven && !(anchorDoubtful && clocksWithin(limit / 1_000, beat, nowWallMillis))) {
            return Rejection.DELAYED;
        }
        if (late || age < 0) {
            anchorUptimeMicros = beat.uptimeMicros();
            anchorNanos = nowNanos;
        }
        anchorDoubtful = false;
        verified |= proven || clockAgrees(beat, nowWallMillis);
        return null;
    }

    /**
     * {@return whether the uptime of a beat of a later session, which continues that of this one, shows that it came
     * without delay} Changes nothing.
     */
    public boolean timely(Beat resumed, long nowNanos) {
        long age = ageMicros(resumed, nowNanos);
        long limit = ageLimitMicros(resumed);
        return -limit <= age && age <= limit;
    }

    /** {@return by how much longer than the least delay of this session one of its beats was under way, in nanoseconds; 0 or more} */
    public long delayNanos(Beat beat, long nowNanos) {
        long age = ageMicros(beat, nowNanos);
        return age > Long.MAX_VALUE / 1_000 ? Long.MAX_VALUE : Math.max(0, age) * 1_000;
    }

    /** An announced silence may last for days; that is no reason to believe its announcement for so long. */
    private static long ageLimitMicros(Beat beat) {
        long promised = beat.planned() ? 0 : beat.nextBeatMillis();
        return Math.max(2_000 * promised, MIN_AGE_LIMIT_MICROS);
    }

    /** {@return whether the sender's wall clock is within {@link #CLOCK_TOLERANCE_MILLIS} of this one} */
    public static boolean clockAgrees(Beat beat, long nowWallMillis) {
        return clocksWithin(CLOCK_TOLERANCE_MILLIS, beat, nowWallMillis);
    }

    /** {@return how much longer than the anchor the beat was under way, negative if it was faster} */
    private long ageMicros(Beat beat, long nowNanos) {
        long elapsed = (nowNanos - anchorNanos) / 1_000;
        long expected = elapsed - Math.max(0, elapsed) / CREEP_DIVISOR;
        long advanced = beat.uptimeMicros() - anchorUptimeMicros;
        // uptimes fill all of a long if the sender so wishes, so saturate
        boolean overflows = advanced < 0 && expected > Long.MAX_VALUE + advanced;
        return overflows ? Long.MAX_VALUE : expected - advanced;
    }

    private static boolean clocksWithin(long millis, Beat beat, long nowWallMillis) {
        long ahead = beat.wallMillis() - nowWallMillis;
        return -millis <= ahead && ahead <= millis;
    }

    public long epoch() {
        return epoch;
    }

    public long highestSequence() {
        return window.highest();
    }

    /** {@return the sender's uptime in the beat that came with the least delay} */
    public long anchorUptimeMicros() {
        return anchorUptimeMicros;
    }

    /** {@return when that beat was received, on the monotonic clock} */
    public long anchorNanos() {
        return anchorNanos;
    }

    /** {@return whether a beat of this session was known to be fresh without the ones before it} */
    public boolean verified() {
        return verified;
    }
}
