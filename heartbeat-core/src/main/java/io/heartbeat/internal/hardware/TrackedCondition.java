package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition of one component on its way from the first finding to the end: confirmed, told, found no more, over. */
final class TrackedCondition {
    private static final int LONG_TEXT = 160;
    private static final int SHORT_TEXT = 60;

    final String code;
    final long sinceMillis;
    String message = "";
    String advice = "";
    String reading = "";

    /** As it is confirmed now, or null while it is not. */
    @Nullable
    Severity level;

    /** The worst that it was told as, or null as long as it was not told. */
    @Nullable
    Severity told;

    /** So many looks in a row have found it and found it critical, as long as that was not confirmed; and have not found it. */
    int found;

    int critical;
    int clean;

    private Severity lastFound = Severity.WARNING;

    TrackedCondition(String code, long sinceMillis) {
        this.code = code;
        this.sinceMillis = sinceMillis;
    }

    /** A look has found it. Returns whether the next look should come soon, because this one needs to be confirmed. */
    boolean found(Condition condition) {
        lastFound = condition.severity() == Severity.CRITICAL ? Severity.CRITICAL : Severity.WARNING;
        clean = 0;
        found = level == null ? found + 1 : found;
        critical = lastFound != Severity.CRITICAL ? 0 : level == Severity.CRITICAL ? critical : critical + 1;
        int enough = condition.confirmations();
        if (lastFound == Severity.CRITICAL && (critical >= enough || level == Severity.CRITICAL)) {
            level = Severity.CRITICAL;
        } else if (level != null || found >= enough) {
            level = Severity.WARNING;
        }
        if (told == null || level == lastFound) {
            message = PlainText.of(condition.message(), LONG_TEXT);
            advice = PlainText.of(condition.advice(), LONG_TEXT);
            reading = PlainText.of(condition.reading(), SHORT_TEXT);
        }
        return level != lastFound;
    }

    /** A look has not found it. */
    void notFound() {
        found = 0;
        critical = 0;
        clean++;
    }

    /** Whether it is to be told, for the first time or because it got worse than it was told. */
    boolean isNews() {
        return level != null && (told == null || level.compareTo(told) > 0);
    }

    /** What it is, for people; of one that is not confirmed, as it was found last. */
    HardwareCondition view(String component, String label) {
        return new HardwareCondition(
                component,
                label,
                code,
                level == null ? lastFound : level,
                message,
                advice,
                reading,
                Instant.ofEpochMilli(sinceMillis));
    }
}
