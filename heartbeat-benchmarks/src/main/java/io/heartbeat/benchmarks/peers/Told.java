package io.heartbeat.benchmarks.peers;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a member said about another one: a line {@code millis UP|DOWN|NOTE address incarnation word}.
 *
 * @param millis when, in milliseconds since 1970; members in Java say it themselves, for serf it is when the line arrived
 */
record Told(long millis, Kind kind, String address, String incarnation, String word) {
    /** What it says about the other one. */
    enum Kind {
        UP,
        DOWN,
        /** Neither. */
        NOTE
    }

    private static final Pattern LINE = Pattern.compile("(\\d+) (UP|DOWN|NOTE) (\\S+) (\\S+) (.+)");
    private static final Pattern SERF = Pattern.compile(".*serf: EventMember(\\w+): \\S+ ([\\d.]+).*");

    /** Prints such a line, now. */
    static void print(Kind kind, Object address, Object incarnation, String word) {
        System.out.println(Instant.now().toEpochMilli() + " " + kind + " " + address + " " + incarnation + " " + word);
    }

    static Optional<Told> parse(String line, long arrivalMillis) {
        Matcher plain = LINE.matcher(line);
        if (plain.matches()) {
            return Optional.of(new Told(
                    Long.parseLong(plain.group(1)),
                    Kind.valueOf(plain.group(2)),
                    plain.group(3),
                    plain.group(4),
                    plain.group(5)));
        }
        Matcher serf = SERF.matcher(line);
        if (serf.matches()) {
            Kind kind = switch (serf.group(1)) {
                case "Join" -> Kind.UP;
                case "Failed", "Leave", "Reap" -> Kind.DOWN;
                default -> Kind.NOTE;
            };
            String word = serf.group(1).toLowerCase(Locale.ROOT);
            return Optional.of(new Told(arrivalMillis, kind, serf.group(2), serf.group(2), word));
        }
        return Optional.empty();
    }
}
