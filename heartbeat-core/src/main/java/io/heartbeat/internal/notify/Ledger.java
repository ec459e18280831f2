package io.heartbeat.internal.notify;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong as far as anybody was to be told, and from that, whether an event is news: the one place where this is decided. Who is
 * told the news is for each {@link Recipient} to decide, whose {@link Book} is kept here.
 *
 * <p>Whatever events come, and however often the same ones, problem and recovery strictly alternate for every subject: a host, a
 * component of one, a monitor. What more goes wrong with a component is told as part of the same incident, which is over when all of it
 * is. So is that a host flaps, and that it stays down then. Only open problems are kept, and the last few ids. Thread-safe; whoever works
 * on a book holds the lock of the ledger.
 */
final class Ledger {
    static final int RECENT = 2_000;
    /** Beside the codes of components, that a host was told to flap. */
    private static final String FLAPS = "flaps";

    /**
     * A problem that was told and is not over.
     *
     * @param conditions those of the component that are open, by their codes
     * @param problem how it was told last; null if another version has told it
     */
    private record Open(
            String incident,
            Map<String, ToldCondition> conditions,
            @Nullable Problem problem) {

        boolean flaps() {
            return conditions.containsKey(FLAPS);
        }
    }

    private Map<String, Open> open = new LinkedHashMap<>();
    private Map<String, Long> recent = new LinkedHashMap<>();
    /** The hosts that were told to be new, by the ids of that. */
    private Map<String, Newcomer> newcomers = new LinkedHashMap<>();

    private Map<String, Book> books = new LinkedHashMap<>();
    /** When it was over, by subjects of whose problem this knew nothing when it was told to be over. */
    private final Map<String, Long> ends = new HashMap<>();

    private long sequence;
    private boolean changed;

    /** The number of the last notification. */
    synchronized long sequence() {
        return sequence;
    }

    /** People were told more than this knows of, though nobody knows what. */
    synchronized void lost() {
        if (sequence == 0) {
            nextSequence();
        }
    }

    /** Takes the number of one more notification. */
    synchronized long nextSequence() {
        changed = true;
        return ++sequence;
    }

    /** What the people behind one notifier were told. */
    synchronized Book book(String queue) {
        return books.computeIfAbsent(queue, any -> new Book());
    }

    /** Of every notifier that there is or was. */
    synchronized Map<String, Book> books() {
        return books;
    }

    /** The problem that a subject has, in the words in which it was told last; empty if it has none. */
    synchronized Optional<Problem> problem(String subject) {
        return Optional.ofNullable(open.get(subject)).map(Open::problem);
    }

    /** All of them, the oldest first. */
    synchronized List<Problem> problems() {
        return open.keySet().stream()
                .flatMap(subject -> problem(subject).stream())
                .toList();
    }

    /** Decides about the next event. If it is news, it counts as told. */
    synchronized Optional<OutboxEntry> tell(HeartbeatEvent event, long nowMillis) {
        String subject = Role.subject(event);
        Open before = open.get(subject);
        Phase phase = phase(event, before);
        if (phase == null) {
            if (before != null && event instanceof HardwareRecovered recovered) {
                changed |= before.conditions.remove(code(recovered.condition())) != null;
            }
            return Optional.empty();
        }
        changed = true;
        String id = Wording.plain(event.id());
        if (recent.containsKey(id)) {
            id += "-" + (sequence + 1);
        }
        String incident = before == null ? id : before.incident;
        OutboxEntry entry = new OutboxEntry(sequence + 1, nowMillis, subject, Wording.of(event, id, phase, incident));
        enter(entry);
        return Optional.of(entry);
    }

    private @Nullable Phase phase(HeartbeatEvent event, @Nullable Open before) {
        Long toldAt = recent.get(Wording.plain(event.id()));
        return switch (Role.of(event)) {
            case BEGINS -> isNews(event, before, toldAt) && !isRepeated(event, toldAt) ? Phase.PROBLEM : null;
            case ENDS -> before != null && isEnd(event, before) && !isRepeated(event, toldAt) ? Phase.RECOVERY : null;
            case SHOWS_LIFE -> showsLife(event, before, toldAt);
            case NOTE -> toldAt == null ? Phase.NOTE : null;
            case UNTOLD -> null;
        };
    }

    /** Whoever tells it again has lost its memory since; if people believe that the host is down, it is news all the same. */
    private @Nullable Phase showsLife(HeartbeatEvent event, @Nullable Open before, @Nullable Long toldAt) {
        if (before != null) {
            return isRepeated(event, toldAt) ? null : Phase.RECOVERY;
        }
        boolean forgotten = event instanceof HostDiscovered && !newcomers.containsKey(Wording.plain(event.id()));
        return toldAt == null || (forgotten && !isRepeated(event, toldAt)) ? Phase.NOTE : null;
    }

    private boolean isNews(HeartbeatEvent event, @Nullable Open before, @Nullable Long toldAt) {
        if (before == null) {
            return true;
        }
        if (event instanceof HostFlapping) {
            return toldAt == null && !before.flaps();
        }
        if (event instanceof HostFlatlined || event instanceof HostDeparted) {
            return toldAt == null && before.flaps();
        }
        if (!(event instanceof HardwareProblem problem)) {
            return event instanceof MonitorIsolated && toldAt == null && isNewerThan(before.incident, event.at());
        }
        ToldCondition told = before.conditions.get(code(problem.condition()));
        return told == null
                || event.severity().compareTo(told.severity()) > 0
                || (toldAt == null
                        && isNewerThan(before.incident, problem.condition().since()));
    }

    /** Whether it came anew: whoever tells it has lost its memory since, and with it the end of the former one. */
    private boolean isNewerThan(String incident, Instant began) {
        Long begunAt = recent.get(incident);
        return begunAt == null || began.toEpochMilli() > begunAt;
    }

    /** Of a component only the last condition that was told. */
    private static boolean isEnd(HeartbeatEvent event, Open before) {
        return !(event instanceof HardwareRecovered recovered)
                || before.conditions.keySet().equals(Set.of(code(recovered.condition())));
    }

    /** The hosts that people believe to be down. */
    synchronized Set<String> downHosts() {
        return hosts(it -> true);
    }

    /** Those of them that people believe to come and go. */
    synchronized Set<String> flappingHosts() {
        return hosts(Open::flaps);
    }

    private Set<String> hosts(Predicate<Open> which) {
        return open.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Role.HOST) && which.test(entry.getValue()))
                .map(entry -> entry.getKey().substring(Role.HOST.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this was told, and is among the last that were. */
    synchronized boolean wasTold(String id) {
        return recent.containsKey(Wording.plain(id));
    }

    /** When people were told that a host is down, in wall clock milliseconds; null if it is not, or that was too long ago. */
    synchronized @Nullable Long downSince(String host) {
        Open it = open.get(Role.HOST + host);
        return it == null ? null : recent.get(it.incident);
    }

    /** The codes of the conditions that people believe a host's components to have, the worst first told of each, by component. */
    synchronized Map<String, Map<String, ToldCondition>> hardware(String host) {
        Map<String, Map<String, ToldCondition>> components = new LinkedHashMap<>();
        open.forEach((subject, it) -> {
            if (Role.isHardware(subject, host)) {
                components.put(Role.component(subject, host), Map.copyOf(it.conditions));
            }
        });
        return components;
    }

    synchronized List<Newcomer> newcomers() {
        return List.copyOf(newcomers.values());
    }

    /** People know more than this does: the host is up. */
    synchronized void correctUp(String host) {
        forget(subject -> subject.equals(Role.HOST + host));
    }

    /** A host that is forgotten is nobody people know; if it is heard again, it is new. */
    synchronized void forget(String host) {
        forget(subject -> subject.equals(Role.HOST + host) || Role.isHardware(subject, host));
        newcomers.values().removeIf(newcomer -> newcomer.host().equals(host));
    }

    private void forget(Predicate<String> subjects) {
        open.keySet().removeIf(subjects);
        books.values().forEach(book -> book.forget(subjects));
        changed = true;
    }

    private static String code(HardwareCondition condition) {
        return Wording.plain(condition.code());
    }

    /** Whether it differs from what was taken last. */
    synchronized boolean isChanged() {
        return changed;
    }

    /** It is not on record as it is. */
    synchronized void mustBeWritten() {
        changed = true;
    }

    /** The same, and from now on that is the last. */
    synchronized boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The very same event again; told anew at another time, it has happened anew. */
    private static boolean isRepeated(HeartbeatEvent event, @Nullable Long toldAt) {
        return toldAt != null && toldAt == event.at().toEpochMilli();
    }

    /** Takes note of what people are told by what an earlier run has left, and this was not written after. */
    synchronized void enterLeft(OutboxEntry entry) {
        Map<String, Long> times = entry.times();
        if (entry.notification().phase() == Phase.PROBLEM) {
            ends.keySet().removeAll(times.keySet());
        } else if (entry.showsAnEnd()) {
            times.forEach((subject, atMillis) -> {
                if (!open.containsKey(subject)) {
                    ends.put(subject, atMillis);
                }
            });
        }
        enter(entry);
    }

    /** Whether people are told that this is over, though when it began is not on record here. */
    synchronized boolean isToldOver(HeartbeatEvent begun) {
        Long at = ends.get(Role.subject(begun));
        return at != null && at >= begun.at().toEpochMilli();
    }

    /** Takes note of what people are told. */
    synchronized void enter(OutboxEntry entry) {
        Notification told = entry.notification();
        long atMillis = told.at().toEpochMilli();
        sequence = Math.max(sequence, entry.sequence());
        entry.subjects().forEach(subject -> enter(subject, entry));
        remember(told.id(), atMillis);
        Newcomer.toldBy(told).ifPresent(newcomer -> newcomers.put(told.id(), newcomer));
        entry.others().forEach(other -> remember(other.id(), other.atMillis()));
    }

    private void enter(String subject, OutboxEntry entry) {
        Notification told = entry.notification();
        if (told.phase() == Phase.PROBLEM) {
            Open before = open.get(subject);
            Map<String, ToldCondition> conditions = before == null ? new LinkedHashMap<>() : before.conditions;
            String incident = before == null ? told.incident() : before.incident;
            Wording.codes(told).forEach(code -> conditions.put(code, ToldCondition.of(told)));
            switch (told.type()) {
                case "HOST_FLAPPING" -> conditions.put(FLAPS, ToldCondition.of(told));
                case "HOST_FLATLINED", "HOST_DEPARTED" -> conditions.remove(FLAPS);
                default -> {}
            }
            open.put(subject, new Open(incident, conditions, Problem.of(subject, entry)));
        } else if (entry.showsAnEnd()) {
            open.remove(subject);
        }
    }

    private void remember(String id, long atMillis) {
        recent.remove(id);
        recent.put(id, atMillis);
        if (recent.size() > RECENT) {
            Iterator<String> oldest = recent.keySet().iterator();
            newcomers.remove(oldest.next());
            oldest.remove();
        }
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(1 + open.size() + recent.size());
        lines.add("sequence\t" + sequence);
        open.forEach((subject, it) -> {
            StringBuilder line = new StringBuilder("open\t" + it.incident + "\t" + subject);
            it.conditions.forEach(
                    (code, told) -> line.append('\t').append(code).append('=').append(told.text()));
            lines.add(line.toString());
        });
        problems().forEach(problem -> lines.add(problem.line()));
        books.forEach((queue, book) -> lines.addAll(book.lines(queue)));
        recent.forEach((id, atMillis) -> lines.add("told\t" + id + "\t" + atMillis));
        newcomers.forEach((id, newcomer) -> lines.add("new\t" + id + "\t" + newcomer.line()));
        return lines;
    }

    /** @throws RuntimeException if this is not what {@link #lines} makes */
    static Ledger parse(List<String> lines) {
        Ledger ledger = new Ledger();
        for (String line : lines) {
            String[] field = line.split("\t", -1);
            switch (field[0]) {
                case "sequence" -> ledger.sequence = OutboxEntry.checkedSequence(Long.parseLong(field[1]));
                case "open" -> ledger.open.put(field[2], new Open(field[1], conditions(field), null));
                case "problem" ->
                    ledger.open.computeIfPresent(
                            field[1], (any, it) -> new Open(it.incident, it.conditions, Problem.parse(field)));
                case "to", "held" -> ledger.book(field[1]).parse(field);
                case "told" -> ledger.remember(field[1], Long.parseLong(field[2]));
                case "new" ->
                    ledger.newcomers.put(field[1], Newcomer.parse(field[1], field[2], field[3], field[4], field[5]));
                default -> throw new IllegalArgumentException("'" + field[0] + "' is not known to this version");
            }
        }
        return ledger;
    }

    /** Forgets what happened since {@link #lines} were these. */
    synchronized void restore(List<String> lines) {
        Ledger before = parse(lines);
        open = before.open;
        recent = before.recent;
        newcomers = before.newcomers;
        books = before.books;
        sequence = before.sequence;
        changed = true;
    }

    private static Map<String, ToldCondition> conditions(String[] field) {
        Map<String, ToldCondition> conditions = new LinkedHashMap<>();
        for (int i = 3; i < field.length; i++) {
            int equals = field[i].lastIndexOf('=');
            conditions.put(field[i].substring(0, equals), ToldCondition.parse(field[i].substring(equals + 1)));
        }
        return conditions;
    }
}
