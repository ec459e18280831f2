package io.heartbeat.examples.output;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, for a terminal. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    /** A table whose first line is this heading. */
    public Table(String... heading) {
        widths = new int[heading.length];
        row(heading);
    }

    /** One more line; as many cells as the heading has. */
    public void row(String... cells) {
        List<String> row = List.of(cells);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)));
        }
        rows.add(row);
    }

    /** The heading, then one line per row. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
