package io.heartbeat.notifier.pushbullet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long a service wants to be left alone, by the headers of its answer: 1 s to 1 h. What a header says about a point in time is
 * taken relative to the service's own clock, if it tells that.
 */
final class RetryHint {
    private static final double LEAST_SECONDS = 1;
    private static final double MOST_SECONDS = 3600;

    private RetryHint() {}

    /** {@code Retry-After}, in seconds or as a date: <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110</a>. */
    static Optional<Duration> retryAfter(Headers headers, Instant now) {
        OptionalDouble seconds = number(headers.get("Retry-After"));
        if (seconds.isPresent()) {
            return Optional.of(clamped(seconds.getAsDouble()));
        }
        return Optional.ofNullable(headers.getInstant("Retry-After"))
                .map(date -> clamped(date.getEpochSecond() - serviceTime(headers, now)));
    }

    /** {@code X-Ratelimit-Reset}, in Unix seconds: <a href="https://docs.pushbullet.com/#ratelimiting">Pushbullet</a>. */
    static Optional<Duration> rateLimitReset(Headers headers, Instant now) {
        OptionalDouble reset = number(headers.get("X-Ratelimit-Reset"));
        return reset.isPresent()
                ? Optional.of(clamped(reset.getAsDouble() - serviceTime(headers, now)))
                : Optional.empty();
    }

    private static double serviceTime(Headers headers, Instant now) {
        Instant date = headers.getInstant("Date");
        return (date == null ? now : date).getEpochSecond();
    }

    private static OptionalDouble number(@Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static Duration clamped(double seconds) {
        double clamped = Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, seconds));
        return Duration.ofSeconds((long) Math.ceil(clamped));
    }
}
