package io.heartbeat.notifier.http;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * How long a service wants to be left alone, in whatever way it says so: 1 s to 1 h. What it says about a point in time is taken
 * relative to its own clock, if it tells that.
 *
 * <ul>
 *   <li>{@code Retry-After}, seconds or a date: <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110</a>;
 *   <li>{@code X-RateLimit-Reset-After} and {@code retry_after}, seconds: <a
 *       href="https://discord.com/developers/docs/topics/rate-limits">Discord</a>, Slack;
 *   <li>{@code parameters.retry_after}, seconds: <a href="https://core.telegram.org/bots/api#responseparameters">Telegram</a>;
 *   <li>{@code retry_after_ms}, milliseconds: <a
 *       href="https://spec.matrix.org/latest/client-server-api/#rate-limiting">Matrix</a>;
 *   <li>{@code X-RateLimit-Reset}, Unix time in seconds (<a href="https://docs.pushbullet.com/#ratelimiting">Pushbullet</a>) or in
 *       milliseconds (Rocket.Chat), or else, if it is a small number, seconds (Mattermost).
 * </ul>
 */
final class RetryHint {
    private static final double LEAST_SECONDS = 1;
    private static final double MOST_SECONDS = 3600;
    private static final double SURELY_A_POINT_IN_TIME = 1e9;
    private static final double SURELY_IN_MILLISECONDS = 1e12;

    private RetryHint() {}

    static Optional<Duration> of(Answer answer) {
        JsonObject body = answer.json();
        return Stream.of(
                        retryAfter(answer.headers(), answer.at()),
                        seconds(number(answer.headers(), "X-RateLimit-Reset-After"), 1),
                        seconds(Json.number(body, "retry_after"), 1),
                        seconds(Json.number(body, "parameters", "retry_after"), 1),
                        seconds(Json.number(body, "retry_after_ms"), 1000),
                        reset(answer.headers(), answer.at()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<Duration> retryAfter(Headers headers, Instant now) {
        return seconds(number(headers, "Retry-After"), 1)
                .or(() -> Optional.ofNullable(headers.getInstant("Retry-After"))
                        .map(date -> clamped(date.getEpochSecond() - serviceTime(headers, now))));
    }

    private static Optional<Duration> reset(Headers headers, Instant now) {
        OptionalDouble reset = number(headers, "X-RateLimit-Reset");
        if (reset.isEmpty() || reset.getAsDouble() < SURELY_A_POINT_IN_TIME) {
            return seconds(reset, 1);
        }
        double at = reset.getAsDouble() < SURELY_IN_MILLISECONDS ? reset.getAsDouble() : reset.getAsDouble() / 1000;
        return Optional.of(clamped(at - serviceTime(headers, now)));
    }

    private static Optional<Duration> seconds(OptionalDouble number, double perSecond) {
        return number.isPresent() ? Optional.of(clamped(number.getAsDouble() / perSecond)) : Optional.empty();
    }

    private static OptionalDouble number(Headers headers, String name) {
        return Numbers.parse(headers.get(name));
    }

    private static double serviceTime(Headers headers, Instant now) {
        Instant date = headers.getInstant("Date");
        return (date == null ? now : date).getEpochSecond();
    }

    private static Duration clamped(double seconds) {
        double clamped = Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, seconds));
        return Duration.ofSeconds((long) Math.ceil(clamped));
    }
}
