package io.heartbeat.internal.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of {@code docs/protocol.md} that a comment {@code <!-- checked: … -->} marks. */
public final class ProtocolDocument {
    private static final String VALUE_COLUMN = " ".repeat(12);

    private final List<String> lines;

    public ProtocolDocument() {
        Path file = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(directory -> directory.resolve("docs/protocol.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the rows of a table, without its head} */
    List<List<String>> table(String name) {
        return section(name).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> Stream.of(row.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** {@return the values of an example, by name; values on several lines joined, without blanks and remarks} */
    public Map<String, String> example(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        String key = "";
        for (String line : section(name)) {
            if (line.length() <= VALUE_COLUMN.length()) {
                continue;
            }
            String label = line.substring(0, VALUE_COLUMN.length()).strip();
            key = label.isEmpty() ? key : label;
            String value = line.substring(VALUE_COLUMN.length()).replaceFirst(" {2,}.*", "");
            values.merge(key, value.replace(" ", ""), String::concat);
        }
        return values;
    }

    private List<String> section(String name) {
        int start = lines.indexOf("<!-- checked: " + name + " -->") + 2;
        if (start < 2) {
            throw new AssertionError("docs/protocol.md marks no part as " + name);
        }
        boolean fenced = lines.get(start).startsWith("```");
        List<String> section = new ArrayList<>();
        for (String line : lines.subList(fenced ? start + 1 : start, lines.size())) {
            if (fenced ? line.startsWith("```") : line.isEmpty()) {
                return section;
            }
            section.add(line);
        }
        return section;
    }
}
