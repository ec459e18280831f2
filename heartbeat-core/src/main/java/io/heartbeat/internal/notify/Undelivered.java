package io.heartbeat.internal.notify;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells people, once they can be reached again, how much they were not told of, and where to find it. */
final class Undelivered {
    static final String TYPE = "UNDELIVERED";

    private Undelivered() {}

    static boolean is(OutboxEntry entry) {
        return entry.notification().type().equals(TYPE);
    }

    /**
     * One notification for all of it.
     *
     * @param before what was to be told of it already; null if nothing was
     */
    static OutboxEntry of(String queue, @Nullable OutboxEntry before, OutboxEntry dropped, String host) {
        Map<String, String> known =
                before == null ? Map.of() : before.notification().details();
        Instant at = dropped.notification().at();
        String first = known.getOrDefault("first", at.toString());
        int count = Integer.parseInt(known.getOrDefault("count", "0"))
                + Integer.parseInt(dropped.notification().details().getOrDefault("count", "1"));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("count", String.valueOf(count));
        details.put("first", first);
        details.put("last", at.toString());
        String id = "undelivered-" + queue + "-" + first + "-" + count;
        String what = count == 1 ? "1 Notification was" : count + " Notifications were";
        return new OutboxEntry(
                dropped.sequence(),
                dropped.queuedMillis(),
                OutboxEntry.OF_ONE_QUEUE + queue,
                new Notification(
                        id,
                        TYPE,
                        host,
                        at,
                        Severity.WARNING,
                        Phase.NOTE,
                        id,
                        what + " not delivered",
                        "What happened from " + first + " to " + at
                                + " could not be told in time. It is kept in the folder " + "undelivered/" + queue
                                + " of the outbox",
                        details));
    }
}
