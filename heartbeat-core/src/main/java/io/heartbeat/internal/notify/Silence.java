package io.heartbeat.internal.notify;

import java.time.Instant;

/**
 * A time in which nothing is told of some hosts: neither that something is wrong, unless it still is when the time is over, nor what is
 * just good to know.
 *
 * @param id short, for people to name it
 */
public record Silence(String id, HostPattern hosts, Instant from, Instant until, String reason) {
    private static final int FIELDS = 6;

    boolean covers(String host, long nowMillis) {
        return from.toEpochMilli() <= nowMillis && nowMillis < until.toEpochMilli() && hosts.matches(host);
    }

    String line() {
        return String.join("\t", "silence", id, hosts.text(), from.toString(), until.toString(), Wording.plain(reason));
    }

    static Silence parse(String line) {
        String[] field = line.split("\t", FIELDS);
        return new Silence(
                field[1], HostPattern.of(field[2]), Instant.parse(field[3]), Instant.parse(field[4]), field[5]);
    }
}
