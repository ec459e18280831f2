package io.heartbeat.internal.notify;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.time.Instant;
import java.util.ArrayList;
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
 * What people have been told, and from that, whether they are told of an event: the one place where this is decided.
 *
 * <p>Whatever events come, and however often the same ones, problem and recovery strictly alternate for every subject: a host, a
 * component of one, a monitor. What more goes wrong with a component is told as part of the same incident, which is over when all of it
 * is. So is that a host flaps, and that it stays down then. Hosts that flatlined together share an incident: each one's recovery is told,
 * as a note, but for the last one's, which ends it. Only open problems are kept, and the last few ids. Thread-safe.
 */
final class Ledger {
    static final int RECENT = 2_000;
    private static final String HOST = "host ";
    private static final String HARDWARE = "hardware ";
    /** Beside the codes of components, that a host was told to flap. */
    private static final String FLAPS = "flaps";

    private static final Set<String> SIGNS_OF_LIFE = Set.of("HOST_RECOVERED", "HOST_DISCOVERED", "HOST_RESTARTED");

    /**
     * A problem that was told and is not over.
     *
     * @param conditions those of the component that are open, by their codes
     */
    private record Open(String incident, Map<String, Severity> conditions) {

        boolean flaps() {
            return conditions.containsKey(FLAPS);
        }
    }

    private enum Role {
        BEGINS,
        ENDS,
        SHOWS_LIFE,
        NOTE,
        UNTOLD
    }

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, Long> recent = new LinkedHashMap<>();
    /** The hosts that were told to be new, by the ids of that. */
    private final Map<String, Newcomer> newcomers = new LinkedHashMap<>();

    private long sequence;
    private boolean changed;

    /** The number of the last notification. */
    synchronized long sequence() {
        return sequence;
    }

    /** Decides about the next event. If people are to be told, this counts as done. */
    synchronized Optional<OutboxEntry> tell(HeartbeatEvent event, long nowMillis) {
        String subject = subject(event);
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
        return switch (role(event)) {
            case BEGINS -> isNews(event, before, toldAt) && !isRepeated(event, toldAt) ? Phase.PROBLEM : null;
            case ENDS -> before != null && isEnd(event, before) && !isRepeated(event, toldAt) ? end(before) : null;
            case SHOWS_LIFE -> showsLife(event, before, toldAt);
            case NOTE -> toldAt == null ? Phase.NOTE : null;
            case UNTOLD -> null;
        };
    }

    /** Whoever tells it again has lost its memory since; if people believe that the host is down, it is news all the same. */
    private @Nullable Phase showsLife(HeartbeatEvent event, @Nullable Open before, @Nullable Long toldAt) {
        if (before != null) {
            return isRepeated(event, toldAt) ? null : end(before);
        }
        boolean forgotten = event instanceof HostDiscovered && !newcomers.containsKey(Wording.plain(event.id()));
        return toldAt == null || (forgotten && !isRepeated(event, toldAt)) ? Phase.NOTE : null;
    }

    /** An incident that others share is not over yet. */
    private Phase end(Open it) {
        long sharing = open.values().stream()
                .filter(each -> each.incident.equals(it.incident))
                .count();
        return sharing > 1 ? Phase.NOTE : Phase.RECOVERY;
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
        Severity told = before.conditions.get(code(problem.condition()));
        return told == null
                || event.severity().compareTo(told) > 0
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
                .filter(entry -> entry.getKey().startsWith(HOST) && which.test(entry.getValue()))
                .map(entry -> entry.getKey().substring(HOST.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this was told, and is among the last that were. */
    synchronized boolean wasTold(String id) {
        return recent.containsKey(Wording.plain(id));
    }

    /** When people were told that a host is down, in wall clock milliseconds; null if it is not, or that was too long ago. */
    synchronized @Nullable Long downSince(String host) {
        Open it = open.get(HOST + host);
        return it == null ? null : recent.get(it.incident);
    }

    /** The codes of the conditions that people believe a host's components to have, the worst first told of each, by component. */
    synchronized Map<String, Map<String, Severity>> hardware(String host) {
        Map<String, Map<String, Severity>> components = new LinkedHashMap<>();
        open.forEach((subject, it) -> {
            if (subject.startsWith(HARDWARE) && subject.endsWith(" " + host)) {
                components.put(
                        subject.substring(HARDWARE.length(), subject.length() - host.length() - 1),
                        Map.copyOf(it.conditions));
            }
        });
        return components;
    }

    synchronized List<Newcomer> newcomers() {
        return List.copyOf(newcomers.values());
    }

    /** People know more than this does: the host is up, or down since then under this id. */
    synchronized void correctUp(String host) {
        changed |= open.remove(HOST + host) != null;
    }

    synchronized void correctDown(String host, String id, long atMillis) {
        open.put(HOST + host, new Open(id, new LinkedHashMap<>()));
        remember(id, atMillis);
        changed = true;
    }

    synchronized void correctHardware(String host, HardwareProblem problem) {
        String id = Wording.plain(problem.id());
        open.computeIfAbsent(hardware(host, problem.condition()), any -> new Open(id, new LinkedHashMap<>()))
                .conditions
                .put(code(problem.condition()), problem.severity());
        remember(id, problem.at().toEpochMilli());
        changed = true;
    }

    /** A host that is forgotten is nobody people know; if it is heard again, it is new. */
    synchronized void forget(String host) {
        open.keySet()
                .removeIf(subject ->
                        subject.equals(HOST + host) || (subject.startsWith(HARDWARE) && subject.endsWith(" " + host)));
        newcomers.values().removeIf(newcomer -> newcomer.host().equals(host));
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

    private static Role role(HeartbeatEvent event) {
        if (event instanceof HostLate) {
            return Role.UNTOLD;
        }
        if (event instanceof HostFlatlined
                || event instanceof HostFlapping
                || event instanceof HostDeparted
                || event instanceof HardwareProblem
                || event instanceof MonitorIsolated) {
            return Role.BEGINS;
        }
        if (event instanceof HostRecovered || event instanceof HardwareRecovered || event instanceof MonitorRejoined) {
            return Role.ENDS;
        }
        return event instanceof HostDiscovered || event instanceof HostRestarted ? Role.SHOWS_LIFE : Role.NOTE;
    }

    private static String subject(HeartbeatEvent event) {
        String host = Wording.plain(event.host());
        if (event instanceof HardwareProblem problem) {
            return hardware(host, problem.condition());
        }
        if (event instanceof HardwareRecovered recovered) {
            return hardware(host, recovered.condition());
        }
        boolean monitor = event instanceof MonitorIsolated || event instanceof MonitorRejoined;
        return (monitor ? "monitor " : HOST) + host;
    }

    private static String hardware(String host, HardwareCondition condition) {
        return HARDWARE + Wording.plain(condition.component()) + " " + host;
    }

    /** Takes note of what people are told. */
    synchronized void enter(OutboxEntry entry) {
        Notification told = entry.notification();
        long atMillis = told.at().toEpochMilli();
        sequence = entry.sequence();
        enter(entry.subject(), told);
        remember(told.id(), atMillis);
        Newcomer.toldBy(told).ifPresent(newcomer -> newcomers.put(told.id(), newcomer));
        for (OutboxEntry.Other other : entry.others()) {
            enter(other.subject(), told);
            remember(other.id(), other.atMillis());
        }
    }

    private void enter(String subject, Notification told) {
        if (told.phase() == Phase.PROBLEM) {
            Open it = open.computeIfAbsent(subject, any -> new Open(told.incident(), new LinkedHashMap<>()));
            Wording.codes(told).forEach(code -> it.conditions.put(code, told.severity()));
            switch (told.type()) {
                case "HOST_FLAPPING" -> it.conditions.put(FLAPS, told.severity());
                case "HOST_FLATLINED", "HOST_DEPARTED" -> it.conditions.remove(FLAPS);
                default -> {}
            }
        } else if (told.phase() == Phase.RECOVERY || SIGNS_OF_LIFE.contains(told.type())) {
            open.remove(subject);
        }
    }

    /** What is told in this entry is told as part of an incident that began together with it. */
    synchronized void join(OutboxEntry entry, String incident) {
        open.computeIfPresent(entry.subject(), (subject, it) -> new Open(incident, it.conditions));
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
            it.conditions.forEach((code, severity) ->
                    line.append('\t').append(code).append('=').append(severity));
            lines.add(line.toString());
        });
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
                case "open" -> ledger.open.put(field[2], new Open(field[1], conditions(field)));
                case "told" -> ledger.remember(field[1], Long.parseLong(field[2]));
                case "new" ->
                    ledger.newcomers.put(field[1], Newcomer.parse(field[1], field[2], field[3], field[4], field[5]));
                default -> throw new IllegalArgumentException("'" + field[0] + "' is not known to this version");
            }
        }
        return ledger;
    }

    private static Map<String, Severity> conditions(String[] field) {
        Map<String, Severity> conditions = new LinkedHashMap<>();
        for (int i = 3; i < field.length; i++) {
            int equals = field[i].lastIndexOf('=');
            conditions.put(field[i].substring(0, equals), Severity.valueOf(field[i].substring(equals + 1)));
        }
        return conditions;
    }
}
