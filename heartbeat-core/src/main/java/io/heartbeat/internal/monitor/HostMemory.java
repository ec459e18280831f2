package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.monitor.RememberedHost.RememberedFlapping;
import io.heartbeat.internal.monitor.RememberedHost.RememberedIdentity;
import io.heartbeat.internal.monitor.RememberedHost.RememberedSession;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostName;
import io.heartbeat.internal.wire.SenderId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of hosts as lines that a person can read, tab-separated: two headings, then one line per host. What is wrong with a host's
 * hardware follows its line; such lines begin with a tab, and so does their heading. The lines of version 1 end before the recent flatlines,
 * those of version 2 before the keys.
 */
public final class HostMemory {
    private static final String VERSION_1 = String.join(
            "\t",
            "heartbeat hosts v1",
            "state",
            "since",
            "first seen",
            "last seen",
            "gap ms",
            "address",
            "loss",
            "epoch",
            "sequence",
            "anchor uptime us",
            "anchor",
            "verified",
            "superseded");
    private static final String VERSION_2 = String.join(
            "\t",
            VERSION_1.replaceFirst("v1", "v2"),
            "recent flatlines",
            "flapping since",
            "came or went",
            "jitter s, p99.9 gap s, deadline s, detected within s, false alarm every s",
            "learnt");
    private static final String VERSION_3 =
            String.join("\t", VERSION_2.replaceFirst("v2", "v3"), "keys", "token", "sender id");
    private static final String INDENT = "\t";
    private static final String CONDITIONS = INDENT + OpenCondition.HEADING;
    private static final List<String> HEADINGS = List.of(VERSION_3, CONDITIONS);
    private static final int COLUMNS_1 = 14;
    private static final int COLUMNS_2 = 19;
    private static final int COLUMNS_3 = 22;
    private static final Map<String, Integer> COLUMNS =
            Map.of(VERSION_1, COLUMNS_1, VERSION_2, COLUMNS_2, VERSION_3, COLUMNS_3);
    private static final String NONE = "-";

    private HostMemory() {}

    /** Writes the table. */
    public static List<String> lines(List<RememberedHost> hosts) {
        List<String> lines = new ArrayList<>(hosts.size() + HEADINGS.size());
        lines.addAll(HEADINGS);
        for (RememberedHost host : hosts) {
            lines.add(line(host));
            host.conditions().forEach(condition -> lines.add(INDENT + condition.line()));
        }
        return lines;
    }

    /**
     * Reads the table.
     *
     * @throws IllegalArgumentException if the lines are not such a table; the message names the line
     */
    public static List<RememberedHost> parse(List<String> lines) {
        int first = HEADINGS.size();
        int columns =
                lines.size() < first || !lines.get(1).equals(CONDITIONS) ? 0 : COLUMNS.getOrDefault(lines.get(0), 0);
        if (columns == 0) {
            throw new IllegalArgumentException("the heading is not that of a table of hosts, version 1 to 3");
        }
        List<RememberedHost> hosts = new ArrayList<>(lines.size());
        for (int i = first; i < lines.size(); i++) {
            List<OpenCondition> conditions = conditionsBelow(lines, i);
            hosts.add(parse(lines, i, "host", line -> host(line, columns, conditions)));
            i += conditions.size();
        }
        return hosts;
    }

    private static List<OpenCondition> conditionsBelow(List<String> lines, int host) {
        List<OpenCondition> conditions = new ArrayList<>();
        for (int i = host + 1; i < lines.size() && lines.get(i).startsWith(INDENT); i++) {
            conditions.add(parse(lines, i, "condition", line -> OpenCondition.parse(line.substring(INDENT.length()))));
        }
        return conditions;
    }

    private static <T> T parse(List<String> lines, int index, String what, Function<String, T> parser) {
        try {
            return parser.apply(lines.get(index));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("line " + (index + 1) + " is not a " + what + ": " + e.getMessage(), e);
        }
    }

    private static String line(RememberedHost host) {
        RememberedSession session = host.session();
        RememberedFlapping flapping = host.flapping();
        RememberedIdentity identity = host.identity();
        return String.join(
                "\t",
                host.name(),
                host.state().name(),
                time(host.sinceMillis()),
                time(host.firstSeenMillis()),
                time(host.lastSeenMillis()),
                Long.toString(host.gapMillis()),
                host.address().isEmpty() ? NONE : host.address(),
                String.format(Locale.ROOT, "%.4f", host.loss()),
                session == null ? NONE : Long.toString(session.epoch()),
                session == null ? NONE : Long.toString(session.highestSequence()),
                session == null ? NONE : Long.toString(session.anchorUptimeMicros()),
                session == null ? NONE : time(session.anchorMillis()),
                session == null ? NONE : Boolean.toString(session.verified()),
                session == null || session.superseded().isEmpty() ? NONE : numbers(session.superseded()),
                flapping == null ? NONE : times(flapping.flatlines()),
                flapping == null || flapping.beganMillis() == null ? NONE : time(flapping.beganMillis()),
                flapping == null || flapping.changedMillis() == null ? NONE : time(flapping.changedMillis()),
                host.learnt().qualityText(),
                host.learnt().model().text(),
                identity == null ? NONE : String.join(",", identity.keys().ids()),
                identity == null || identity.keys().token() == 0
                        ? NONE
                        : HeldKeys.id(identity.keys().token()),
                identity == null ? NONE : identity.sender().toString());
    }

    private static RememberedHost host(String line, int count, List<OpenCondition> conditions) {
        String[] columns = line.split("\t", -1);
        if (columns.length != count) {
            throw new IllegalArgumentException(columns.length + " columns instead of " + count);
        }
        String problem = HostName.problem(columns[0]);
        if (problem != null) {
            throw new IllegalArgumentException("its name " + problem);
        }
        long gapMillis = Long.parseLong(columns[5]);
        if (gapMillis < 1 || gapMillis > 0xffff_ffffL) {
            throw new IllegalArgumentException("a gap of " + gapMillis + " ms");
        }
        return new RememberedHost(
                columns[0],
                state(columns[1]),
                millis(columns[2]),
                millis(columns[3]),
                millis(columns[4]),
                gapMillis,
                columns[6].equals(NONE) ? "" : columns[6],
                loss(columns[7]),
                count >= COLUMNS_2 ? flapping(columns) : null,
                count >= COLUMNS_2 ? Learnt.parse(columns[17], columns[18]) : Learnt.nothing(),
                count >= COLUMNS_3 ? identity(columns[19], columns[20], columns[21]) : null,
                session(columns),
                conditions);
    }

    /** That a host flaps is told beside its state. */
    private static HostState state(String name) {
        HostState state = HostState.valueOf(name);
        if (state == HostState.FLAPPING) {
            throw new IllegalArgumentException("a state of " + name);
        }
        return state;
    }

    private static @Nullable RememberedFlapping flapping(String[] columns) {
        if (columns[14].equals(NONE)) {
            return null;
        }
        List<Long> flatlines =
                Stream.of(columns[14].split(",", -1)).map(HostMemory::millis).toList();
        return columns[15].equals(NONE)
                ? new RememberedFlapping(flatlines, null, null)
                : new RememberedFlapping(flatlines, millis(columns[15]), millis(columns[16]));
    }

    private static @Nullable RememberedIdentity identity(String keys, String token, String sender) {
        if (keys.equals(NONE)) {
            return null;
        }
        List<Integer> ids = Stream.of(keys.split(",", -1))
                .map(id -> Integer.parseUnsignedInt(id, 16))
                .toList();
        return new RememberedIdentity(
                SenderId.parse(sender),
                new HeldKeys(
                        ids.get(0),
                        token.equals(NONE) ? 0 : Integer.parseUnsignedInt(token, 16),
                        ids.subList(1, ids.size())));
    }

    private static String times(List<Long> millis) {
        return millis.stream().map(HostMemory::time).collect(Collectors.joining(","));
    }

    private static double loss(String share) {
        double loss = Double.parseDouble(share);
        if (!(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("a loss of " + share);
        }
        return loss;
    }

    private static @Nullable RememberedSession session(String[] columns) {
        return columns[8].equals(NONE)
                ? null
                : new RememberedSession(
                        Long.parseLong(columns[8]),
                        Long.parseLong(columns[9]),
                        Long.parseLong(columns[10]),
                        millis(columns[11]),
                        Boolean.parseBoolean(columns[12]),
                        numbers(columns[13]));
    }

    private static String numbers(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> numbers(String text) {
        return text.equals(NONE)
                ? List.of()
                : Stream.of(text.split(",", -1)).map(Long::valueOf).toList();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
