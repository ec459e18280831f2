package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
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

    private final long[] numbers = new long[REMEMBERED];
    private final long[] askedNanos = new long[REMEMBERED];
    private int asked;
    private long newestNanos;
    private long epoch = -1;
    private long earlierEpoch = -1;
    private long pauseNanos;

    /** Whether a question about the session of this beat is worth asking now; if it is of little interest, only now and then. */
    boolean due(Beat beat, boolean interesting, Moment now) {
        if (asked == 0) {
            return true;
        }
        long pause = !isKnown(beat.epoch()) ? SHORTEST_PAUSE_NANOS : interesting ? pauseNanos : LONGEST_PAUSE_NANOS;
        return now.nanos() - newestNanos >= pause;
    }

    /** Two are known, because two that quarrel are asked in turn. */
    private boolean isKnown(long session) {
        return session == epoch || session == earlierEpoch;
    }

    /** The number of a question that is asked now. */
    long next(Beat beat, RandomGenerator random, Moment now) {
        pauseNanos = isKnown(beat.epoch()) ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : SHORTEST_PAUSE_NANOS;
        if (epoch != beat.epoch()) {
            earlierEpoch = epoch;
            epoch = beat.epoch();
        }
        newestNanos = now.nanos();
        long number = random.nextLong(1, Long.MAX_VALUE);
        numbers[asked % REMEMBERED] = number;
        askedNanos[asked % REMEMBERED] = now.nanos();
        asked = asked == Integer.MAX_VALUE ? REMEMBERED : asked + 1;
        return number;
    }

    /** When the question that this beat answers was asked; null if it answers none, or one of long ago. */
    @Nullable
    Long answeredBy(Beat beat, Moment now) {
        for (int i = 0; i < Math.min(asked, REMEMBERED); i++) {
            if (beat.echo() == numbers[i] && now.nanos() - askedNanos[i] <= VALID_NANOS) {
                pauseNanos = SHORTEST_PAUSE_NANOS;
                return askedNanos[i];
            }
        }
        return null;
    }
}
