package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who is told what, and when: the ledger says what is news, and each recipient what of it concerns them. Thread-safe. */
final class Policy {
    private static final Logger log = LoggerFactory.getLogger(Policy.class);
    /** How soon after somebody ends a silence it is told what that has held back. */
    private static final long MILLIS_TO_LOOK = 1_000;

    /** To be put into a queue. */
    record Told(String queue, OutboxEntry entry) {}

    private final Ledger ledger;
    private final List<Recipient> recipients;
    private final Set<String> queues;

    Policy(Ledger ledger, List<GuardedNotifier> notifiers) {
        this.ledger = ledger;
        recipients = notifiers.stream()
                .map(notifier -> new Recipient(notifier.name(), notifier.wishes(), ledger))
                .toList();
        queues = recipients.stream().map(Recipient::queue).collect(Collectors.toSet());
    }

    /** What a batch of events comes to, for each queue in order. Without memory for that, the ledger is left anywhere in between. */
    List<Told> tell(List<HeartbeatEvent> events, Instructions instructions, LongSupplier nowMillis) {
        synchronized (ledger) {
            List<Recipient.Batch> batches = new ArrayList<>();
            recipients.forEach(recipient -> batches.add(recipient.new Batch()));
            for (HeartbeatEvent event : events) {
                try {
                    ledger.tell(event, nowMillis.getAsLong()).ifPresent(news -> {
                        batches.forEach(batch -> batch.add(event, news, instructions));
                        enterForTheAbsent(news);
                    });
                } catch (OutOfMemoryError e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    log.error("Nobody can be told of {}", event, e);
                }
            }
            List<Told> told = new ArrayList<>();
            for (int i = 0; i < recipients.size(); i++) {
                String queue = recipients.get(i).queue();
                batches.get(i).entries().forEach(entry -> told.add(new Told(queue, entry)));
            }
            return told;
        }
    }

    /** People were told of this, as far as they wished to be: they are not again, but of its end. */
    void correct(HeartbeatEvent event, Instructions instructions) {
        tell(List.of(event), instructions, () -> event.at().toEpochMilli());
    }

    /** A notifier that is not active now must not come back with what is over long since. */
    private void enterForTheAbsent(OutboxEntry news) {
        if (ledger.problem(news.subject()).isEmpty()) {
            ledger.books().forEach((queue, book) -> {
                if (!queues.contains(queue)) {
                    book.end(news.subject());
                }
            });
        }
    }

    /** What is to be told because time has passed. */
    List<Told> due(Instructions instructions, long nowMillis) {
        synchronized (ledger) {
            List<Told> told = new ArrayList<>();
            for (Recipient recipient : recipients) {
                recipient.due(instructions, nowMillis).forEach(entry -> told.add(new Told(recipient.queue(), entry)));
            }
            return told;
        }
    }

    /** When to ask for that, with instructions read anew; {@code Long.MAX_VALUE} for never. */
    long dueMillis(Instructions instructions, long nowMillis) {
        synchronized (ledger) {
            long due = recipients.stream()
                    .mapToLong(recipient -> recipient.dueMillis(instructions, nowMillis))
                    .min()
                    .orElse(Long.MAX_VALUE);
            return recipients.stream().anyMatch(Recipient::isHeldBack)
                    ? Math.min(due, nowMillis + MILLIS_TO_LOOK)
                    : due;
        }
    }
}
