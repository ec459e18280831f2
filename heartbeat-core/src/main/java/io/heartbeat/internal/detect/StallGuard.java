package io.heartbeat.internal.detect;

/**
 * Notices that the judging loop itself was paused, starved or suspended, so that hosts are not blamed for it.
 *
 * <p>Two signs: the loop resumed later than it had asked to (the idea of HikariCP's house keeper and of JGroups'
 * counted ticks), or the wall clock ran ahead of the monotonic one, which on most systems stands still while the machine
 * sleeps. A forward step of the wall clock looks like the latter, and costs only a grace where the system does not tell.
 */
public final class StallGuard {
    private static final long TOLERATED_STEP_MILLIS = 2_000;

    /**
     * For how long the loop did not run although it meant to.
     *
     * @param lateNanos while the monotonic clock ran; some microseconds are usual
     * @param asleepNanos by which only the wall clock moved on: the machine slept, or the clock was set forward
     */
    public record Stall(long lateNanos, long asleepNanos) {

        /** The same of a machine that did not sleep: its clock was set forward. */
        public Stall awake() {
            return new Stall(lateNanos, 0);
        }

        /** All of it. */
        public long nanos() {
            return lateNanos + asleepNanos;
        }
    }

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

    /** Called first thing in each round. */
    public Stall check(long nowNanos, long nowWallMillis) {
        long late = nowNanos - plannedNanos;
        long elapsedMillis = (nowNanos - lastNanos) / 1_000_000;
        long asleepMillis = nowWallMillis - lastWallMillis - elapsedMillis;
        lastNanos = nowNanos;
        lastWallMillis = nowWallMillis;
        return new Stall(Math.max(late, 0), asleepMillis > TOLERATED_STEP_MILLIS ? asleepMillis * 1_000_000 : 0);
    }
}
