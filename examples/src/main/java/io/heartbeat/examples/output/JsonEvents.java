package io.heartbeat.examples.output;

import io.heartbeat.event.HeartbeatEvent;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints events for programs: one JSON object per line, each line at once. */
public final class JsonEvents implements Consumer<HeartbeatEvent> {
    private final EventLines lines;

    public JsonEvents(PrintWriter out) {
        this.lines = new EventLines(out);
    }

    @Override
    public void accept(HeartbeatEvent event) {
        lines.print(Json.ofEvent(event).toString());
    }
}
