package io.heartbeat.examples.output;

import io.heartbeat.event.HeartbeatEvent;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints events for programs: one JSON object per line, each line at once. */
public final class JsonEvents implements Consumer<HeartbeatEvent> {
    private final PrintWriter out;

    public JsonEvents(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(HeartbeatEvent event) {
        out.println(Json.ofEvent(event));
        out.flush();
    }
}
