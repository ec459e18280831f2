package io.heartbeat.internal.hardware;

import io.heartbeat.event.Severity;
import io.heartbeat.internal.hardware.CounterHistory.Sample;
import io.heartbeat.spi.ComponentState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the hardware as lines that a person can read, tab-separated: a heading, then each component with its conditions
 * and counters below it, and last when each type was checked.
 */
final class HardwareMemory {
    private static final String HEADING = String.join(
            "\t",
            "heartbeat hardware v1",
            "component: type, id, label, state, ever looked at, note",
            "condition: code, level, told, found, critical, clean, since, reading, message, advice",
            "counter: name, time and value of each change",
            "checked: type, time");
    private static final String COMPONENT = "component";
    private static final String CONDITION = "condition";
    private static final String COUNTER = "counter";
    private static final String CHECKED = "checked";
    private static final String NONE = "-";

    private final Map<String, Inventory> inventories = new LinkedHashMap<>();
    private @Nullable WatchedComponent component;

    private HardwareMemory() {}

    /** Writes everything. */
    static List<String> lines(Map<String, Inventory> inventories) {
        List<String> lines = new ArrayList<>(List.of(HEADING));
        for (Inventory inventory : inventories.values()) {
            for (WatchedComponent component : inventory.components()) {
                lines.add(line(component));
                component.conditions.values().forEach(condition -> lines.add(line(condition)));
                component.counters.forEach((name, history) -> lines.add(line(name, history)));
            }
        }
        inventories.forEach(
                (type, inventory) -> lines.add(String.join("\t", CHECKED, type, time(inventory.checkedMillis()))));
        return lines;
    }

    /** Whether a line is worth writing the file for; not if it just tells when a check was, which a sleeping disk is not woken for. */
    static boolean isContent(String line) {
        return !line.startsWith(CHECKED + "\t");
    }

    /**
     * Reads everything.
     *
     * @throws IllegalArgumentException if the lines are no such thing; the message names the line
     */
    static Map<String, Inventory> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals(HEADING)) {
            throw new IllegalArgumentException("the heading is not that of a memory of hardware, version 1");
        }
        HardwareMemory memory = new HardwareMemory();
        for (int i = 1; i < lines.size(); i++) {
            try {
                memory.read(lines.get(i).split("\t", -1));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException("line " + (i + 1) + " makes no sense: " + e.getMessage(), e);
            }
        }
        return memory.inventories;
    }

    private void read(String[] columns) {
        switch (columns[0]) {
            case COMPONENT -> component = component(checked(columns, 7));
            case CONDITION -> {
                TrackedCondition condition = condition(checked(columns, 11));
                current().conditions.put(condition.code, condition);
            }
            case COUNTER -> current().counters.put(name(columns), history(columns));
            case CHECKED -> inventory(checked(columns, 3)[1]).checkedAt(millis(columns[2]));
            default -> throw new IllegalArgumentException("it begins with '" + columns[0] + "'");
        }
    }

    private static String[] checked(String[] columns, int number) {
        if (columns.length != number) {
            throw new IllegalArgumentException(columns.length + " columns instead of " + number);
        }
        return columns;
    }

    private static String name(String[] columns) {
        if (columns.length < 2) {
            throw new IllegalArgumentException("it has no name");
        }
        return columns[1];
    }

    private WatchedComponent current() {
        if (component == null) {
            throw new IllegalArgumentException("it belongs to no component");
        }
        return component;
    }

    private Inventory inventory(String type) {
        return inventories.computeIfAbsent(type, Inventory::new);
    }

    private static String line(WatchedComponent component) {
        return String.join(
                "\t",
                COMPONENT,
                component.type,
                component.id,
                component.label,
                component.state.name(),
                Boolean.toString(component.looked),
                component.note);
    }

    private WatchedComponent component(String[] columns) {
        WatchedComponent read = inventory(columns[1]).component(columns[2], columns[3]);
        read.state = ComponentState.valueOf(columns[4]);
        read.looked = Boolean.parseBoolean(columns[5]);
        read.note = columns[6];
        return read;
    }

    private static String line(TrackedCondition condition) {
        return String.join(
                "\t",
                CONDITION,
                condition.code,
                severity(condition.level),
                severity(condition.told),
                Integer.toString(condition.found),
                Integer.toString(condition.critical),
                Integer.toString(condition.clean),
                time(condition.sinceMillis),
                condition.reading,
                condition.message,
                condition.advice);
    }

    private static TrackedCondition condition(String[] columns) {
        TrackedCondition condition = new TrackedCondition(columns[1], millis(columns[7]));
        condition.level = severity(columns[2]);
        condition.told = severity(columns[3]);
        condition.found = Integer.parseInt(columns[4]);
        condition.critical = Integer.parseInt(columns[5]);
        condition.clean = Integer.parseInt(columns[6]);
        condition.reading = columns[8];
        condition.message = columns[9];
        condition.advice = columns[10];
        return condition;
    }

    private static String line(String name, CounterHistory history) {
        StringBuilder line = new StringBuilder(COUNTER).append('\t').append(name);
        history.samples()
                .forEach(sample -> line.append('\t')
                        .append(time(sample.millis()))
                        .append('=')
                        .append(sample.value()));
        return line.toString();
    }

    private static CounterHistory history(String[] columns) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 2; i < columns.length; i++) {
            int equals = columns[i].indexOf('=');
            samples.add(new Sample(
                    millis(columns[i].substring(0, Math.max(0, equals))),
                    Double.parseDouble(columns[i].substring(equals + 1))));
        }
        return new CounterHistory(samples);
    }

    private static String severity(@Nullable Severity severity) {
        return severity == null ? NONE : severity.name();
    }

    private static @Nullable Severity severity(String name) {
        return name.equals(NONE) ? null : Severity.valueOf(name);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
