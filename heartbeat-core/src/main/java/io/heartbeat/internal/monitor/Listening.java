package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import java.util.Arrays;

/**
 * When the monitor could hear: since when without a break, and for how long altogether. From this follows the one rule that
 * excuses silence: {@link #excuse}.
 *
 * <p>A stall that is short against a host's gap is no excuse for its silence, so stalls are told apart by their length: each of
 * a few lengths, every one half the one before, has its own beginning of the present time without such a stall.
 */
final class Listening {
    private static final long LONGEST_TOLERATED_NANOS = 1_000_000_000L;
    private static final int LENGTHS = 6;

    /** Stalls and overflows excuse no host that was not heard in so many of its terms, in which the monitor did listen. */
    private static final long MOST_TERMS_STALLED = 3;

    /** Nor does isolation. It takes more, because when it began is known less well. */
    private static final long MOST_TERMS_DEAF = 10;

    private final long[] stalledUntil = new long[LENGTHS];
    private long deafUntil;
    private long roundNanos;
    private long totalNanos;

    Listening(Moment start) {
        Arrays.fill(stalledUntil, start.nanos());
        deafUntil = start.nanos();
        roundNanos = start.nanos();
    }

    /** Called once in every round. */
    void goesOn(Moment now) {
        totalNanos += now.nanos() - roundNanos;
        roundNanos = now.nanos();
    }

    /** The monitor did not run, and is ready to hear again at the given time. Called before {@link #goesOn}. */
    void stalled(Stall stall, long untilNanos) {
        roundNanos += stall.lateNanos();
        for (int i = 0; i < LENGTHS; i++) {
            if (stall.nanos() > LONGEST_TOLERATED_NANOS >> i) {
                stalledUntil[i] = later(stalledUntil[i], untilNanos);
            }
        }
    }

    /** Something was lost on this side until now, though not everything. */
    void lossy(Moment now) {
        Arrays.setAll(stalledUntil, i -> later(stalledUntil[i], now.nanos()));
    }

    /** Nothing could be heard for so long until now. */
    void deaf(long nanos, Moment now) {
        totalNanos -= nanos;
        deafUntil = later(deafUntil, now.nanos());
    }

    /**
     * Gives the host a full new term if the monitor could not hear it, as seen from its gap: no stall of up to half a gap, or of up to
     * a second, matters. But not for ever: a monitor that listened long enough between the breaks has listened.
     */
    void excuse(WatchedHost host) {
        long listened = totalNanos - host.listenedNanos;
        long term = host.detector.detectionBoundNanos();
        if (listened <= MOST_TERMS_DEAF * term) {
            host.detector.notBefore(deafUntil);
        }
        if (listened <= MOST_TERMS_STALLED * term) {
            host.detector.notBefore(unstalledSince(host.gapNanos));
        }
    }

    /** Since when a host with this gap could be heard without a stall or a break that matters to it. */
    long since(long gapNanos) {
        return later(unstalledSince(gapNanos), deafUntil);
    }

    private long unstalledSince(long gapNanos) {
        int length = 0;
        while (length < LENGTHS - 1 && LONGEST_TOLERATED_NANOS >> length > gapNanos / 2) {
            length++;
        }
        return stalledUntil[length];
    }

    /** For how long the monitor could hear, all breaks left out. */
    long totalNanos() {
        return totalNanos;
    }

    private static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }
}
