package io.heartbeat.hardware.smart;

import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.Reading;
import io.heartbeat.spi.Reading.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what one check finds out about one disk, and what it could not find out.
 *
 * <p>What could not be read must not pass for healthy: a condition that is open stays, see {@link #keepOpen}.
 */
final class Findings {
    private static final Duration DAY = Duration.ofHours(24);

    private final String component;
    private final CheckContext context;
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<String> unreadOpen = new ArrayList<>();

    Findings(String component, CheckContext context) {
        this.component = component;
        this.context = context;
    }

    /** Something is wrong. Of two conditions of one code, the worse one counts. */
    void found(Condition condition) {
        conditions.merge(
                condition.code(),
                condition,
                (old, other) -> other.severity().compareTo(old.severity()) > 0 ? other : old);
    }

    /** Something was measured that goes up and down. */
    Reading measured(String name, long value, Unit unit) {
        Reading reading = Reading.gauge(name, (double) value, unit);
        readings.add(reading);
        return reading;
    }

    /** Something was counted. */
    Counted counted(String name, long count) {
        Reading reading = Reading.counter(name, (double) count);
        readings.add(reading);
        double grown = context.growth(component, name, reading.value(), DAY);
        return new Counted(reading, count, Math.max(0, Math.round(grown)));
    }

    /**
     * A counter.
     *
     * @param grown by how much it has grown within a day; 0 at first sight
     */
    record Counted(Reading reading, long count, long grown) {

        /** To go on with, after the count; empty if it has not grown. */
        String growth() {
            return grown > 0 && grown < count ? "; " + grown + " since yesterday" : "";
        }
    }

    boolean isOpen(String code) {
        return context.isOpen(component, code);
    }

    /** Whether these are wrong could not be read. */
    void unread(String... codes) {
        for (String code : codes) {
            if (isOpen(code) && !unreadOpen.contains(code)) {
                unreadOpen.add(code);
            }
        }
    }

    boolean nothingFound() {
        return conditions.isEmpty();
    }

    /** Whether a condition is open about which nothing could be read. */
    boolean leavesOpen() {
        return !unreadOpen.isEmpty();
    }

    /** Finds again what is open and could not be read. */
    void keepOpen(Collection<Condition> lastFound) {
        for (String code : unreadOpen) {
            found(lastFound.stream()
                    .filter(condition -> condition.code().equals(code))
                    .findFirst()
                    .orElseGet(() -> stillOpen(code)));
        }
    }

    private static Condition stillOpen(String code) {
        String message = "Found earlier; this time it could not be read whether it is still so";
        boolean grave =
                code.equals(CommonRules.FAILED) || code.equals(NvmeRules.SPARE) || code.startsWith(AtaRules.ATTRIBUTE);
        return grave ? Condition.critical(code, message) : Condition.warning(code, message);
    }

    List<Condition> conditions() {
        return List.copyOf(conditions.values());
    }

    List<Reading> readings() {
        return List.copyOf(readings);
    }
}
