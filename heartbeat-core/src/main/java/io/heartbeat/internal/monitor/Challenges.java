package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.Session;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The questions by which one host is asked to show that a session of it lives, whatever its clock says: each has a number of its own, and
 * a beat that carries the number was sent after it was asked.
 *
 * <p>They are asked ever more rarely where no answer comes, and at once about a session that was not asked about before.
 */
final class Challenges {
    /** How long after a question its answer shows anything. */
    static final long VALID_NANOS = 5_000_000_000L;

    /** The longest time between two questions about one session. */
    static final long LONGEST_PAUSE_NANOS = 64_000_000_000L;

    private static final long SHORTEST_PAUSE_NANOS = 1_000_000_000L;
    private static final int REMEMBERED = 4;

    /** What was asked about one session. */
    private static final class Asked {
        private final long session;
        private long nanos;
        private long pauseNanos = SHORTEST_PAUSE_NANOS;

        Asked(long session) {
            this.session = session;
        }
    }

    private final long[] numbers = new long[REMEMBERED];
    private final long[] askedNanos = new long[REMEMBERED];
    private int asked;
    private long newestNanos;

    /** The session that was asked last. */
    private @Nullable Asked latest;
    /** The other one, if two quarrel: each is asked whenever its own time has come. */
    private @Nullable Asked other;

    /** Whether a question about the session of this beat is worth asking now; if it is of little interest, only now and then. */
    boolean due(Beat beat, boolean interesting, Moment now) {
        Asked known = known(beat.epoch());
        if (known != null) {
            return now.nanos() - known.nanos >= (interesting ? known.pauseNanos : LONGEST_PAUSE_NANOS);
        }
        return asked == 0 || now.nanos() - newestNanos >= SHORTEST_PAUSE_NANOS;
    }

    private @Nullable Asked known(long session) {
        return latest != null && latest.session == session
                ? latest
                : other != null && other.session == session ? other : null;
    }

    /** The number of a question that is asked now. */
    long next(Beat beat, RandomGenerator random, Moment now) {
        Asked about = known(beat.epoch());
        if (about == null) {
            about = new Asked(beat.epoch());
        } else {
            about.pauseNanos = Math.min(2 * about.pauseNanos, LONGEST_PAUSE_NANOS);
        }
        about.nanos = now.nanos();
        if (about != latest) {
            other = latest;
            latest = about;
        }
        newestNanos = now.nanos();
        long number = random.nextLong(1, Long.MAX_VALUE);
        numbers[asked % REMEMBERED] = number;
        askedNanos[asked % REMEMBERED] = now.nanos();
        asked = asked == Integer.MAX_VALUE ? REMEMBERED : asked + 1;
        return number;
    }

    /** Whether there was a question about this session since then, as far as is remembered. */
    boolean askedSince(long nanos, Session session) {
        Asked about = known(session.epoch());
        return about != null && about.nanos - nanos >= 0;
    }

    /** When the question that this beat answers was asked; null if it answers none, or one of long ago. */
    @Nullable
    Long answeredBy(Beat beat, Moment now) {
        for (int i = 0; i < Math.min(asked, REMEMBERED); i++) {
            if (beat.echo() == numbers[i] && now.nanos() - askedNanos[i] <= VALID_NANOS) {
                Asked about = known(beat.epoch());
                if (about != null) {
                    about.pauseNanos = SHORTEST_PAUSE_NANOS;
                }
                return askedNanos[i];
            }
        }
        return null;
    }
}
