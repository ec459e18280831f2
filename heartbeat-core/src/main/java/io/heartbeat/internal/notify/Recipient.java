package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the people behind one notifier are told of the news: what they wish and no silence covers, and the end of whatever they
 * were told. What a silence has kept from them is told when it is over, if it is still so. So problem and recovery alternate for each of
 * them, whatever is filtered, silenced or begins while they are not there.
 */
final class Recipient {
    private final String queue;
    private final Wishes wishes;
    private final Ledger ledger;

    Recipient(String queue, Wishes wishes, Ledger ledger) {
        this.queue = queue;
        this.wishes = wishes;
        this.ledger = ledger;
    }

    String queue() {
        return queue;
    }

    /** Asked for each time, because the ledger may be restored. */
    private Book book() {
        return ledger.book(queue);
    }

    /** What one batch comes to. */
    final class Batch {
        private final Gathered gathered = new Gathered(book());

        void add(HeartbeatEvent event, OutboxEntry news, Instructions instructions) {
            told(news, instructions).ifPresent(entry -> gathered.add(event, entry));
        }

        List<OutboxEntry> entries() {
            return gathered.entries();
        }
    }

    private Optional<OutboxEntry> told(OutboxEntry news, Instructions instructions) {
        Notification notification = news.notification();
        boolean silent = instructions.silence(notification.host(), news.queuedMillis());
        if (notification.phase() == Phase.PROBLEM) {
            if (!wishes.wants(notification)) {
                return Optional.empty();
            }
            if (silent) {
                book().hold(news.subject());
                return Optional.empty();
            }
            return Optional.of(begun(news, news.sequence(), news.queuedMillis()));
        }
        Book.@Nullable Told ended = notification.phase() == Phase.RECOVERY ? book().end(news.subject()) : null;
        if (ended != null) {
            Phase phase = book().isOpen(ended.incident()) ? Phase.NOTE : Phase.RECOVERY;
            return Optional.of(news.as(news.sequence(), news.queuedMillis(), phase, ended.incident()));
        }
        boolean note = notification.phase() == Phase.NOTE || !Wishes.ends(notification.type());
        return note && wishes.wants(notification) && !silent
                ? Optional.of(news.as(news.sequence(), news.queuedMillis(), Phase.NOTE, notification.id()))
                : Optional.empty();
    }

    private OutboxEntry begun(OutboxEntry news, long sequence, long nowMillis) {
        String incident = book().begin(news.subject(), news.notification().incident(), nowMillis);
        return news.as(sequence, nowMillis, Phase.PROBLEM, incident);
    }

    /** What silences have held back that are over now, and a reminder if it is time. */
    List<OutboxEntry> due(Instructions instructions, long nowMillis) {
        List<OutboxEntry> due = new ArrayList<>();
        book().held().removeIf(subject -> ledger.problem(subject).isEmpty());
        for (String subject : List.copyOf(book().held())) {
            ledger.problem(subject)
                    .filter(problem ->
                            !instructions.silence(problem.notification().host(), nowMillis))
                    .ifPresent(problem -> due.add(begun(
                            new OutboxEntry(0, nowMillis, subject, problem.notification()),
                            ledger.nextSequence(),
                            nowMillis)));
        }
        reminder(instructions, nowMillis).ifPresent(due::add);
        return due;
    }

    /** When there is, as far as is known now; {@code Long.MAX_VALUE} for never. */
    long dueMillis(Instructions instructions, long nowMillis) {
        long due = Long.MAX_VALUE;
        for (String subject : book().held()) {
            due = Math.min(
                    due,
                    ledger.problem(subject)
                            .map(problem -> instructions
                                    .endOfSilence(problem.notification().host(), nowMillis)
                                    .orElse(nowMillis))
                            .orElse(Long.MAX_VALUE));
        }
        for (Problem problem : nagging(instructions)) {
            due = Math.min(
                    due,
                    instructions
                            .endOfSilence(problem.notification().host(), nowMillis)
                            .orElseGet(() -> remindAt(problem)));
        }
        return due;
    }

    /** Whether there is anything that the end of a silence would bring. */
    boolean isHeldBack() {
        return !book().held().isEmpty();
    }

    private Optional<OutboxEntry> reminder(Instructions instructions, long nowMillis) {
        List<Problem> open = nagging(instructions).stream()
                .filter(problem -> !instructions.silence(problem.notification().host(), nowMillis))
                .toList();
        if (open.stream().noneMatch(problem -> remindAt(problem) <= nowMillis)) {
            return Optional.empty();
        }
        long half = wishes.remindEvery().map(Duration::toMillis).orElse(0L) / 2;
        List<Problem> old = open.stream()
                .filter(problem -> remindAt(problem) - half <= nowMillis)
                .toList();
        old.forEach(problem -> book().remind(problem.subject(), nowMillis));
        return Optional.of(Reminder.of(old, ledger.nextSequence(), nowMillis));
    }

    /** What they were told, is not over, and has not been acknowledged. */
    private List<Problem> nagging(Instructions instructions) {
        return wishes.remindEvery().isEmpty()
                ? List.of()
                : book().told().keySet().stream()
                        .flatMap(subject -> ledger.problem(subject).stream())
                        .filter(problem -> problem.isNagging() && !instructions.acknowledge(problem))
                        .toList();
    }

    private long remindAt(Problem problem) {
        Map<String, Book.Told> told = book().told();
        Book.@Nullable Told it = told.get(problem.subject());
        return it == null
                ? Long.MAX_VALUE
                : it.lastMillis() + wishes.remindEvery().map(Duration::toMillis).orElse(Long.MAX_VALUE / 2);
    }
}
