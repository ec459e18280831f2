package io.heartbeat.examples.demo;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostLate;
import io.heartbeat.examples.output.JsonEvents;
import io.heartbeat.examples.output.Palette;
import io.heartbeat.spi.Notification;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Where the demo is told: the narrator's words, and the events between them. */
final class Stage {
    private final PrintWriter narration;
    private final Consumer<HeartbeatEvent> events;

    private Stage(PrintWriter narration, Consumer<HeartbeatEvent> events) {
        this.narration = narration;
        this.events = events;
    }

    /** Words and events in one text, each event with the seconds since the curtain rose. */
    static Stage ofText(PrintWriter out, Palette palette) {
        Stopwatch stopwatch = new Stopwatch();
        return new Stage(out, event -> {
            if (!(event instanceof HostLate)) {
                double seconds = stopwatch.elapsed().toMillis() / 1000.0;
                out.println(String.format(Locale.ROOT, "%7.1f s  ", seconds)
                        + palette.paint(event.summary(), event.severity()));
            }
        });
    }

    /** Events as JSON on one side, words on the other. */
    static Stage ofJson(PrintWriter out, PrintWriter err) {
        return new Stage(err, new JsonEvents(out));
    }

    void say(String... lines) {
        narration.println();
        for (String line : lines) {
            narration.println(line);
        }
    }

    void show(HeartbeatEvent event) {
        events.accept(event);
    }

    /** A notification has come, a moment after the event it tells of. */
    void ring(Notification notification) {
        narration.println("            -> " + notification.title());
    }
}
