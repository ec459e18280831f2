package io.heartbeat.internal.notify;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When one notifier is tried again after a failure. Pauses are measured by the monotonic clock; only the end of a quota, a date by
 * nature, is also recognised by the wall clock, which may have gone on while the machine slept.
 */
final class Pace {
    private static final Duration SHORTEST_HINT = Duration.ofSeconds(1);
    private static final Duration LONGEST_HINT = Duration.ofHours(24);
    private static final Duration LONGEST_QUOTA = Duration.ofDays(32);
    private static final double JITTER = 0.25;

    private final Timing timing;
    private final DoubleSupplier random;
    private int failures;
    private boolean waiting;
    private long dueNanos;
    private long dueMillis;

    /** @param random 0 to 1, at random */
    Pace(Timing timing, DoubleSupplier random) {
        this.timing = timing;
        this.random = random;
    }

    boolean isDue(Moment now) {
        return nanosLeft(now) <= 0;
    }

    long nanosLeft(Moment now) {
        return !waiting || now.wallMillis() >= dueMillis ? 0 : Math.max(0, dueNanos - now.nanos());
    }

    /** The service has answered as it should. */
    void succeeded() {
        failures = 0;
        waiting = false;
    }

    void failed(Outcome outcome, Moment now) {
        failures++;
        waiting = true;
        dueMillis = Long.MAX_VALUE;
        dueNanos = now.nanos() + pause(outcome, now).toNanos();
    }

    private Duration pause(Outcome outcome, Moment now) {
        if (outcome instanceof Outcome.Retry retry && retry.after().isPresent()) {
            return within(SHORTEST_HINT, retry.after().get(), LONGEST_HINT);
        }
        if (outcome instanceof Outcome.Quota quota && quota.until().isAfter(now.instant())) {
            Instant last = now.instant().plus(LONGEST_QUOTA);
            Instant until = quota.until().isBefore(last) ? quota.until() : last;
            dueMillis = until.toEpochMilli();
            return Duration.between(now.instant(), until);
        }
        return outcome instanceof Outcome.Rejected ? timing.parked() : backoff();
    }

    private Duration backoff() {
        double seconds = timing.firstBackoff().toMillis() / 1e3 * Math.pow(2, Math.min(failures - 1, 30));
        double longest = timing.longestBackoff().toMillis() / 1e3 / (1 + JITTER);
        return Duration.ofNanos((long) (Math.min(seconds, longest) * (1 + JITTER * random.getAsDouble()) * 1e9));
    }

    private static Duration within(Duration least, Duration value, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
