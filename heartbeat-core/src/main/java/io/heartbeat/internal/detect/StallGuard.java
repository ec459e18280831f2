package io.heartbeat.internal.detect;

/**
 * Notices that the judging loop itself was paused, starved or suspended, so that hosts are not blamed for it.
 *
 * <p>Two signs: the loop resumed much later than it had asked to (the idea of HikariCP's house keeper and of JGroups'
 * counted ticks), or the wall clock ran ahead of the monotonic one, which on most systems stands still while the machine
 * sleeps. A forward step of the wall clock looks like the latter, and costs only a grace.
 */
public final class StallGuard {
    private static final long TOLERATED_NANOS = 1_000_000_000L;
    private static final long TOLERATED_STEP_MILLIS = 2_000;

    private long plannedNanos;
    private long lastNanos;
    private long lastWallMillis;

    public StallGuard(long nowNanos, long nowWallMillis) {
        plan(nowNanos);
        lastNanos = nowNanos;
        lastWallMillis = nowWallMillis;
    }

    /** Tells when the loop means to run next at the latest. */
    public void plan(long latestNanos) {
        plannedNanos = latestNanos;
    }

    /** Called first thing in each round: for how many nanoseconds the loop did not run although it meant to, or 0. */
    public long check(long nowNanos, long nowWallMillis) {
        long late = nowNanos - plannedNanos;
        long elapsedMillis = (nowNanos - lastNanos) / 1_000_000;
        long asleepMillis = nowWallMillis - lastWallMillis - elapsedMillis;
        lastNanos = nowNanos;
        lastWallMillis = nowWallMillis;
        if (asleepMillis > TOLERATED_STEP_MILLIS) {
            return Math.max(late, 0) + asleepMillis * 1_000_000;
        }
        return late > TOLERATED_NANOS ? late : 0;
    }
}
