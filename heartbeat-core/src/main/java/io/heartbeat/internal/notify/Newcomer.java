package io.heartbeat.internal.notify;

import io.heartbeat.spi.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A host that people were told to be new, and enough of it to miss it when it dies.
 *
 * @param atMillis when it was heard first, by the wall clock
 * @param gapMillis the gap to the next beat that it promised then
 * @param address where it was heard from, or empty
 * @param id under which it was told
 */
public record Newcomer(String host, long atMillis, long gapMillis, String address, String id) {

    static Optional<Newcomer> toldBy(Notification told) {
        String gap = told.details().get("expected-gap");
        return told.type().equals("HOST_DISCOVERED") && gap != null
                ? Optional.of(new Newcomer(
                        told.host(),
                        told.at().toEpochMilli(),
                        Math.max(1, Duration.parse(gap).toMillis()),
                        told.details().getOrDefault("address", ""),
                        told.id()))
                : Optional.empty();
    }

    String line() {
        return Instant.ofEpochMilli(atMillis) + "\t" + gapMillis + "\t" + address + "\t" + host;
    }

    /** @throws RuntimeException if these are not the fields of {@link #line} */
    static Newcomer parse(String id, String at, String gapMillis, String address, String host) {
        return new Newcomer(host, Instant.parse(at).toEpochMilli(), Long.parseLong(gapMillis), address, id);
    }
}
