package io.heartbeat.internal.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people have asked for while it runs.
 *
 * @param silences not to be told of some hosts for a time
 * @param acknowledged not to be reminded of some problems: by subject, the sequence of the last notification that they know
 */
record Instructions(List<Silence> silences, Map<String, Long> acknowledged) {
    static final Instructions NONE = new Instructions(List.of(), Map.of());

    boolean silence(String host, long nowMillis) {
        return silences.stream().anyMatch(silence -> silence.covers(host, nowMillis));
    }

    /** When a silence of this host is over that has begun; empty if there is none. */
    Optional<Long> endOfSilence(String host, long nowMillis) {
        return silences.stream()
                .filter(silence -> silence.covers(host, nowMillis))
                .map(silence -> silence.until().toEpochMilli())
                .max(Long::compare);
    }

    /** Whether somebody knows of it, and nothing more or worse was told since. */
    boolean acknowledge(Problem problem) {
        return acknowledged.getOrDefault(problem.subject(), -1L) >= problem.sequence();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        silences.forEach(silence -> lines.add(silence.line()));
        acknowledged.forEach((subject, sequence) -> lines.add("acknowledged\t" + subject + "\t" + sequence));
        return lines;
    }

    /** @throws RuntimeException if this is not what {@link #lines} makes */
    static Instructions parse(List<String> lines) {
        List<Silence> silences = new ArrayList<>();
        Map<String, Long> acknowledged = new HashMap<>();
        for (String line : lines) {
            String[] field = line.split("\t", -1);
            switch (field[0]) {
                case "silence" -> silences.add(Silence.parse(line));
                case "acknowledged" -> acknowledged.put(field[1], Long.parseLong(field[2]));
                default -> throw new IllegalArgumentException("'" + field[0] + "' is not known to this version");
            }
        }
        return new Instructions(List.copyOf(silences), Map.copyOf(acknowledged));
    }
}
