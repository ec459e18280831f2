package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people were told of one condition of a component.
 *
 * @param since when it began, by which it is known again; null if that was not told
 */
public record ToldCondition(Severity severity, @Nullable Instant since) {
    private static final String SINCE = "since";
    private static final char SEPARATOR = '@';

    static ToldCondition of(Notification told) {
        String since = told.details().get(SINCE);
        return new ToldCondition(told.severity(), since == null ? null : Instant.parse(since));
    }

    String text() {
        return since == null ? severity.name() : severity.name() + SEPARATOR + since;
    }

    /** @throws RuntimeException if this is not what {@link #text} makes */
    static ToldCondition parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? new ToldCondition(Severity.valueOf(text), null)
                : new ToldCondition(
                        Severity.valueOf(text.substring(0, separator)), Instant.parse(text.substring(separator + 1)));
    }
}
