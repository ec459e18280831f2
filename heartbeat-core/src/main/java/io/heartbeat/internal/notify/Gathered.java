package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What one batch of events comes to for the people behind one notifier. What belongs together is told at once: what is wrong with one component; hosts that flatlined; and
 * of these, those that recovered. Nothing is told out of turn for that: of one subject, all remains in order.
 */
final class Gathered {

    /** Tells of one thing, or of several at once. */
    private record Told(List<HeartbeatEvent> events, List<OutboxEntry> entries) {

        OutboxEntry first() {
            return entries.get(0);
        }

        boolean concerns(OutboxEntry entry) {
            return entries.stream().anyMatch(told -> told.subject().equals(entry.subject()));
        }

        OutboxEntry entry() {
            return entries.size() == 1 ? first() : OutboxEntry.together(events, entries);
        }
    }

    private final Book book;
    private final List<Told> all = new ArrayList<>();

    Gathered(Book book) {
        this.book = book;
    }

    /** Takes in what people are told next. */
    void add(HeartbeatEvent event, OutboxEntry entry) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Told told = all.get(i);
            boolean concerns = told.concerns(entry);
            if (told.first().tellsOfTheComponentOf(entry)
                    || (!concerns && told.first().tellsOfHostsLike(entry))) {
                String incident = told.first().notification().incident();
                book.join(entry.subject(), incident);
                told.events.add(event);
                told.entries.add(entry.as(
                        entry.sequence(),
                        entry.queuedMillis(),
                        entry.notification().phase(),
                        incident));
                return;
            }
            if (concerns) {
                break;
            }
        }
        all.add(new Told(new ArrayList<>(List.of(event)), new ArrayList<>(List.of(entry))));
    }

    List<OutboxEntry> entries() {
        return all.stream().map(Told::entry).toList();
    }
}
