package io.heartbeat.internal.notify;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Writes each notification as one line. */
final class ConsoleNotifier implements Notifier {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Supplier<PrintStream> stream;
    private final ZoneId zone;

    ConsoleNotifier(Supplier<PrintStream> stream, ZoneId zone) {
        this.stream = stream;
        this.zone = zone;
    }

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) {
        PrintStream out = stream.get();
        out.println(String.format(
                "%s  %-8s  %s  %s",
                TIME.format(notification.at().atZone(zone)),
                notification.severity(),
                notification.title(),
                notification.text().replace('\n', ' ')));
        return out.checkError() ? Outcome.retry("its output stream is closed or broken") : Outcome.delivered();
    }
}
