package io.heartbeat.examples.output;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostLate;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints events for people: local time, severity and summary, each line at once. Suspicions are not for people. */
public final class TextEvents implements Consumer<HeartbeatEvent> {
    private final EventLines lines;
    private final DateTimeFormatter time;
    private final Palette palette;

    public TextEvents(PrintWriter out, ZoneId zone, boolean colour) {
        this.lines = new EventLines(out);
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        this.palette = new Palette(colour);
    }

    @Override
    public void accept(HeartbeatEvent event) {
        if (event instanceof HostLate) {
            return;
        }
        String severity = String.format(Locale.ROOT, "%-8s", event.severity());
        lines.print(
                time.format(event.at()) + "  " + palette.paint(severity + "  " + event.summary(), event.severity()));
    }
}
