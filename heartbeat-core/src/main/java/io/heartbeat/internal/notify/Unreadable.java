package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells people how much of what they should have been told cannot be read any more, where it is, and what the names of the files say. */
final class Unreadable {
    static final String TYPE = "UNREADABLE";
    private static final int MOST_LINES = 50;

    private Unreadable() {}

    /**
     * One notification for all of it, in the place of the first.
     *
     * @param names of the entries, in order
     */
    static OutboxEntry of(String queue, List<String> names, Instant now) {
        String first = names.get(0);
        String id = "unreadable-" + first + "-" + names.size();
        String what = names.size() == 1 ? "1 Notification" : names.size() + " Notifications";
        return new OutboxEntry(
                OutboxEntry.sequence(first),
                now.toEpochMilli(),
                OutboxEntry.OF_ONE_QUEUE + queue,
                new Notification(
                        id,
                        TYPE,
                        host(first),
                        now,
                        Severity.WARNING,
                        Phase.NOTE,
                        id,
                        what + " could not be read",
                        what + " for " + queue
                                + " could not be read any more, because of damaged files. They are kept in the folder "
                                + StoredOutbox.WAITING + "/" + queue + " of the outbox. By their names, they told of:\n"
                                + HostsTogether.list(
                                        names.stream()
                                                .map(name -> type(name) + " " + host(name))
                                                .toList(),
                                        MOST_LINES,
                                        "\n"),
                        Map.of("count", String.valueOf(names.size()))));
    }

    /** A name is made of a number, a type, which may hold the separator, and a host, which does not. */
    private static String host(String name) {
        return name.substring(name.lastIndexOf('_') + 1);
    }

    private static String type(String name) {
        return name.substring(name.indexOf('_') + 1, Math.max(name.indexOf('_') + 1, name.lastIndexOf('_')));
    }
}
