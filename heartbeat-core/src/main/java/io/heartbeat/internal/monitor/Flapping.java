package io.heartbeat.internal.monitor;

import io.heartbeat.internal.time.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that one host comes and goes: it does from its third flatline within an hour until it has stayed up or down for ten minutes.
 * Then counting begins anew.
 */
final class Flapping {
    private static final int FLATLINES = 3;
    private static final long WITHIN_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** The last ones, the oldest first. */
    private final Deque<Moment> flatlines = new ArrayDeque<>(FLATLINES + 1);

    private @Nullable Moment began;
    private @Nullable Moment changed;

    Flapping() {}

    /** What an earlier run has kept of it. */
    Flapping(RememberedHost.RememberedFlapping remembered, Moment now) {
        remembered.flatlines().forEach(millis -> flatlines.addLast(earlier(millis, now)));
        if (remembered.beganMillis() != null && remembered.changedMillis() != null) {
            began = earlier(remembered.beganMillis(), now);
            changed = earlier(remembered.changedMillis(), now);
        }
    }

    /** A time of an earlier run, reckoned by the wall clock. */
    private static Moment earlier(long millis, Moment now) {
        long ago = Math.max(0, now.wallMillis() - millis);
        return new Moment(now.nanos() - TimeUnit.MILLISECONDS.toNanos(ago), millis);
    }

    /** The host has flatlined; answers whether it begins to flap by that. */
    boolean flatlined(Moment now) {
        changed = now;
        if (began != null) {
            return false;
        }
        flatlines.addLast(now);
        while (now.nanos() - flatlines.getFirst().nanos() > WITHIN_NANOS) {
            flatlines.removeFirst();
        }
        if (flatlines.size() < FLATLINES) {
            return false;
        }
        began = now;
        return true;
    }

    /** The host is back. */
    void rose(Moment now) {
        changed = now;
    }

    /** It has stayed up or down. */
    void end() {
        flatlines.clear();
        began = null;
        changed = null;
    }

    boolean active() {
        return began != null;
    }

    /** How often it has flatlined within the last hour. */
    int flatlines() {
        return flatlines.size();
    }

    /** In how much time it has. */
    Duration within(Moment now) {
        return Duration.ofNanos(now.nanos() - flatlines.getFirst().nanos());
    }

    /** When it was told to flap; only while it does. */
    Moment began() {
        return Objects.requireNonNull(began);
    }

    /** When it has come or gone last; only while it flaps. */
    Moment changed() {
        return Objects.requireNonNull(changed);
    }

    /** When it has stayed as it is for long enough, if it is watched since that time at the latest. */
    long calmAtNanos(long watchedSinceNanos) {
        long since = changed().nanos();
        return (watchedSinceNanos - since > 0 ? watchedSinceNanos : since) + CALM_NANOS;
    }

    RememberedHost.@Nullable RememberedFlapping remember() {
        return flatlines.isEmpty()
                ? null
                : new RememberedHost.RememberedFlapping(
                        flatlines.stream().map(Moment::wallMillis).toList(),
                        began == null ? null : began.wallMillis(),
                        began == null || changed == null ? null : changed.wallMillis());
    }
}
