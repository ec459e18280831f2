package io.heartbeat.internal.monitor;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** By how much a monitor came late to its own rounds at worst, in the last minute. */
final class RoundDelays {
    private static final int SPANS = 7;
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The worst of each span of ten seconds, the present one first. */
    private final long[] worst = new long[SPANS];

    private long spanEndsNanos;

    RoundDelays(long nowNanos) {
        spanEndsNanos = nowNanos + SPAN_NANOS;
    }

    void add(long lateNanos, long nowNanos) {
        turn(nowNanos);
        worst[0] = Math.max(worst[0], lateNanos);
    }

    long worstNanos(long nowNanos) {
        turn(nowNanos);
        return Arrays.stream(worst).max().orElse(0);
    }

    private void turn(long nowNanos) {
        long past = nowNanos - spanEndsNanos;
        if (past < 0) {
            return;
        }
        int spans = (int) Math.min(SPANS, past / SPAN_NANOS + 1);
        System.arraycopy(worst, 0, worst, spans, SPANS - spans);
        Arrays.fill(worst, 0, spans, 0);
        spanEndsNanos += (past / SPAN_NANOS + 1) * SPAN_NANOS;
    }
}
