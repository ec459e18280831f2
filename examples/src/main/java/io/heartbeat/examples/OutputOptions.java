package io.heartbeat.examples;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.examples.output.JsonEvents;
import io.heartbeat.examples.output.TextEvents;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The option {@code --json}, and the printer of events it selects. */
final class OutputOptions {
    private boolean json;

    /** With JSON, stdout is for nothing else: what a plug-in prints goes to stderr. */
    @Option(names = "--json", description = "Print one JSON object per line on stdout.")
    void json(boolean on) {
        json = on;
        if (on) {
            System.setOut(System.err);
        }
    }

    boolean json() {
        return json;
    }

    Consumer<HeartbeatEvent> events(PrintWriter out) {
        return json ? new JsonEvents(out) : new TextEvents(out, ZoneId.systemDefault(), Ansi.AUTO.enabled());
    }
}
