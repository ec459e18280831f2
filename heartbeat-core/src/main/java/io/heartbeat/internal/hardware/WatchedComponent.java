package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is known of one component, and what one more check of it changes. */
final class WatchedComponent {
    static final String MISSING = "missing";
    static final String UNREADABLE = "unreadable";
    static final String CHECK_FAILING = "check-failing";

    /** Conditions of the core's own; one look is enough to know that they are over. */
    private static final Set<String> OWN_CODES = Set.of(MISSING, UNREADABLE, CHECK_FAILING);

    private static final int LOOKS_TO_RECOVER = 2;
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_READINGS = 64;
    private static final int LABEL_TEXT = 80;
    private static final int NOTE_TEXT = 160;
    private static final int READING_TEXT = 60;

    final String type;
    final String id;
    String label;
    ComponentState state = ComponentState.UNKNOWN;
    String note = "";
    long checkedMillis;

    /** Whether a check could ever look at it; if not, it may be another name for something else, and is never missing. */
    boolean looked;

    private List<Reading> readings = List.of();
    final Map<String, TrackedCondition> conditions = new LinkedHashMap<>();
    final Map<String, CounterHistory> counters = new LinkedHashMap<>();

    WatchedComponent(String type, String id, String label) {
        this.type = type;
        this.id = id;
        this.label = label;
    }

    String name() {
        return type + ":" + id;
    }

    /** A check has seen it. Returns whether the next check should come soon. */
    boolean seen(ComponentReport report, long nowMillis) {
        label = PlainText.of(report.label(), LABEL_TEXT);
        if (label.isEmpty()) {
            label = name();
        }
        note = PlainText.of(report.note(), NOTE_TEXT);
        state = Objects.requireNonNullElse(report.state(), ComponentState.UNKNOWN);
        checkedMillis = nowMillis;
        notFound(MISSING);
        return switch (state) {
            case SLEEPING, UNSUPPORTED -> false;
            case UNKNOWN -> unread(report, nowMillis);
            case OK, WARNING, CRITICAL -> looked(report, nowMillis);
        };
    }

    private boolean unread(ComponentReport report, long nowMillis) {
        boolean recheck = findings(report.conditions(), nowMillis);
        recheck |= found(
                Condition.warning(UNREADABLE, note.isEmpty() ? "It cannot be read" : note)
                        .confirmedBy(3),
                nowMillis);
        return recheck;
    }

    private boolean looked(ComponentReport report, long nowMillis) {
        looked = true;
        measured(report.readings(), nowMillis);
        for (Condition condition : report.conditions()) {
            state = condition.severity() == Severity.CRITICAL || state == ComponentState.CRITICAL
                    ? ComponentState.CRITICAL
                    : ComponentState.WARNING;
        }
        Set<String> codes = report.conditions().stream().map(this::code).collect(Collectors.toSet());
        boolean recheck = findings(report.conditions(), nowMillis);
        for (String code : List.copyOf(conditions.keySet())) {
            if (!codes.contains(code) && !code.equals(MISSING)) {
                recheck |= notFound(code);
            }
        }
        return recheck;
    }

    private boolean findings(List<Condition> found, long nowMillis) {
        boolean recheck = false;
        Map<String, Condition> each = new LinkedHashMap<>();
        found.forEach(condition -> each.putIfAbsent(code(condition), condition));
        for (Map.Entry<String, Condition> finding : each.entrySet()) {
            recheck |= found(finding.getKey(), finding.getValue(), nowMillis);
        }
        return recheck;
    }

    /** A plug-in's own condition that is called as one of the core's gets a name of its own. */
    private String code(Condition condition) {
        return code(condition.code());
    }

    private String code(String code) {
        return OWN_CODES.contains(code) ? type + "." + code : code;
    }

    private void measured(List<Reading> measured, long nowMillis) {
        Map<String, Reading> each = new LinkedHashMap<>();
        for (Reading reading : measured) {
            String name = PlainText.of(reading.name(), READING_TEXT);
            if (reading.unit() != null && reading.kind() != null && each.size() < MOST_READINGS) {
                each.putIfAbsent(name, new Reading(name, reading.value(), reading.unit(), reading.kind()));
            }
        }
        readings = List.copyOf(each.values());
        for (Reading reading : readings) {
            if (reading.kind() == Reading.Kind.COUNTER) {
                counters.computeIfAbsent(reading.name(), unknown -> new CounterHistory(List.of()))
                        .record(reading.value(), nowMillis);
            }
        }
        if (counters.size() > MOST_READINGS) {
            counters.keySet().retainAll(each.keySet());
        }
    }

    /** A complete check has not seen it. Returns whether the next check should come soon. */
    boolean absent(long nowMillis) {
        if (!looked) {
            boolean unsure = false;
            for (String code : List.copyOf(conditions.keySet())) {
                unsure |= notFound(code);
            }
            return unsure;
        }
        boolean recheck = found(
                Condition.critical(MISSING, "It is no longer there")
                        .advising("Check its power and its cables; if it was taken out on purpose, forget " + name())
                        .confirmedBy(2),
                nowMillis);
        if (!recheck) {
            state = ComponentState.UNKNOWN;
            note = "no longer there";
        }
        return recheck;
    }

    /** A check as a whole has failed; for the component that stands for the monitor. */
    boolean failed(String reason, long nowMillis) {
        state = ComponentState.UNKNOWN;
        note = PlainText.of(reason, NOTE_TEXT);
        checkedMillis = nowMillis;
        return found(
                Condition.warning(CHECK_FAILING, note)
                        .advising("What was known of the components stays as it was")
                        .confirmedBy(3),
                nowMillis);
    }

    private boolean found(Condition own, long nowMillis) {
        return found(own.code(), own, nowMillis);
    }

    private boolean found(String code, Condition condition, long nowMillis) {
        TrackedCondition tracked = conditions.get(code);
        if (tracked == null) {
            if (conditions.size() >= MOST_CONDITIONS && !OWN_CODES.contains(code)) {
                return false;
            }
            tracked = new TrackedCondition(code, nowMillis);
            conditions.put(code, tracked);
        }
        return tracked.found(condition);
    }

    /** A condition was not found. Returns whether the next check should come soon, to be certain that it is over. */
    boolean notFound(String code) {
        TrackedCondition tracked = conditions.get(code);
        if (tracked == null) {
            return false;
        }
        tracked.notFound();
        if (tracked.told == null) {
            conditions.remove(code);
        }
        return tracked.told != null && !isOver(tracked);
    }

    private static boolean isOver(TrackedCondition tracked) {
        return tracked.clean >= (OWN_CODES.contains(tracked.code) ? 1 : LOOKS_TO_RECOVER);
    }

    boolean hasNews() {
        return conditions.values().stream().anyMatch(condition -> condition.isNews() || isOver(condition));
    }

    /** Tells what is certain now and was not told yet. */
    void tell(String host, Instant at, Consumer<HeartbeatEvent> events) {
        for (Iterator<TrackedCondition> each = conditions.values().iterator(); each.hasNext(); ) {
            TrackedCondition condition = each.next();
            if (condition.isNews()) {
                condition.told = condition.level;
                events.accept(HardwareProblem.of(host, at, condition.view(name(), label), false));
            }
            if (isOver(condition)) {
                each.remove();
                events.accept(HardwareRecovered.of(host, at, condition.view(name(), label), false));
            }
        }
    }

    /** Nobody is interested any more: what is open is over. */
    void end() {
        conditions.values().removeIf(condition -> condition.told == null);
        conditions.values().forEach(condition -> condition.clean = LOOKS_TO_RECOVER);
    }

    boolean isOpen(String code) {
        TrackedCondition condition = conditions.get(code(code));
        return condition != null && condition.told != null;
    }

    double growth(String reading, double value, Duration window, long nowMillis) {
        CounterHistory history = counters.get(PlainText.of(reading, READING_TEXT));
        return history == null ? 0 : history.growth(value, window, nowMillis);
    }

    /** What is wrong with it: what was told, or everything that was found. */
    List<HardwareCondition> views(boolean untoldToo) {
        List<HardwareCondition> views = new ArrayList<>();
        for (TrackedCondition condition : conditions.values()) {
            if (untoldToo || condition.told != null) {
                views.add(condition.view(name(), label));
            }
        }
        return views;
    }

    ComponentView view(boolean untoldToo) {
        return new ComponentView(name(), type, label, state, note, checkedMillis, views(untoldToo), readings);
    }
}
