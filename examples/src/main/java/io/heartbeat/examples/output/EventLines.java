package io.heartbeat.examples.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Puts each line out at once, and notices when nobody can read it any more. */
final class EventLines {
    private final PrintWriter out;

    EventLines(PrintWriter out) {
        this.out = out;
    }

    /** @throws UncheckedIOException if the line went nowhere, as into a pipe whose reader has gone */
    void print(String line) {
        out.println(line);
        if (out.checkError()) {
            String text = "Nobody reads the events any more: stdout is closed";
            throw new UncheckedIOException(text, new IOException(text));
        }
    }
}
