package io.heartbeat.examples.output;

import io.heartbeat.ComponentSnapshot;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.spi.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Components as a table: what each is, how it is, and below it what is wrong and what to do. */
public final class ComponentTable {
    private static final String INDENT = "    ";

    /** The heading, then one line per component, each followed by what there is to say about it. */
    public List<String> lines(List<ComponentSnapshot> components) {
        if (components.isEmpty()) {
            return List.of("No hardware monitor found anything to watch here");
        }
        Table table = new Table("STATE", "COMPONENT", "WHAT", "READINGS");
        components.forEach(component -> table.row(
                component.state().name().toLowerCase(Locale.ROOT),
                component.component(),
                component.label(),
                component.readings().stream().map(Reading::text).collect(Collectors.joining(", "))));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>();
        lines.add(rows.get(0));
        for (int i = 0; i < components.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(remarks(components.get(i)));
        }
        return lines;
    }

    private static List<String> remarks(ComponentSnapshot component) {
        List<String> remarks = new ArrayList<>();
        if (!component.note().isEmpty()) {
            remarks.add(INDENT + component.note());
        }
        component.conditions().forEach(condition -> remarks.add(INDENT + text(condition)));
        return remarks;
    }

    private static String text(HardwareCondition condition) {
        return condition.severity() + "  " + condition.message()
                + (condition.advice().isEmpty() ? "" : ". " + condition.advice());
    }
}
