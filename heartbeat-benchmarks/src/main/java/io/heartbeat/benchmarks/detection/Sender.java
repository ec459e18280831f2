package io.heartbeat.benchmarks.detection;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The beats a host sends, as Heartbeat's sender does: on a grid, each put off by up to a twentieth of the interval, with the promise
 * saying exactly so; after a pause one beat and a new grid.
 */
final class Sender {
    private static final int JITTER_SHARE = 20;

    private Sender() {}

    /** Beats in the order of their sending. */
    static final class Beats {
        private final long[] sentAt;
        private final long[] promised;

        private Beats(long[] sentAt, long[] promised) {
            this.sentAt = sentAt;
            this.promised = promised;
        }

        long[] sentAt() {
            return sentAt;
        }

        /** The announced time until the next. */
        long[] promised() {
            return promised;
        }
    }

    static Beats beats(Trace trace, Spans pauses, Chance chance, long end) {
        SplittableRandom random = chance.inARow();
        int most = (int) (end / (trace.interval * 9 / 10)) + 2;
        long[] sentAt = new long[most];
        long[] promised = new long[most];
        int count = 0;
        long due = random.nextLong(trace.interval);
        long grid = due;
        while (true) {
            long sent = pauses.after(due + (long) (random.nextDouble() * trace.sendJitter * trace.intervalAt(due)));
            if (sent >= end) {
                return new Beats(Arrays.copyOf(sentAt, count), Arrays.copyOf(promised, count));
            }
            long interval = trace.intervalAt(sent);
            long jitter = interval / JITTER_SHARE;
            grid = (trace.drifts || sent - due > jitter ? sent : grid) + interval;
            due = grid + random.nextLong(jitter);
            long untold = trace.changesAreTold ? 0 : interval - trace.interval;
            sentAt[count] = sent;
            promised[count] = inWholeMillis(due - sent - untold);
            count++;
        }
    }

    /** As a beat says it. */
    static long inWholeMillis(long nanos) {
        return (Math.max(0, nanos) / Nanos.MILLI + 1) * Nanos.MILLI;
    }
}
