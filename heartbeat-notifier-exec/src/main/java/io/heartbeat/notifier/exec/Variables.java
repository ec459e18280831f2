package io.heartbeat.notifier.exec;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.SecretText;
import io.heartbeat.spi.Truncation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment of the command: what it is told, and of our own environment only what programs cannot do without.
 *
 * @param passedOn names of more of our own variables
 * @param token empty for none
 */
record Variables(List<String> passedOn, SecretText token) {
    static final String PREFIX = "HEARTBEAT_";

    /** Systems take no variable of more than 128 KiB, and not many of those. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final Set<String> ALWAYS =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SystemRoot", "TEMP");

    /** Leaves nothing else in there. */
    void putInto(Map<String, String> environment, Notification notification, Attempt attempt) {
        environment.keySet().removeIf(name -> !ALWAYS.contains(name) && !passedOn.contains(name));
        put(environment, "ID", notification.id());
        put(environment, "TYPE", notification.type());
        put(environment, "HOST", notification.host());
        put(environment, "AT", notification.at().toString());
        put(environment, "SEVERITY", notification.severity().name());
        put(environment, "PHASE", notification.phase().name());
        put(environment, "INCIDENT", notification.incident());
        put(environment, "TITLE", notification.title());
        put(environment, "TEXT", notification.text());
        put(environment, "ATTEMPT", String.valueOf(attempt.number()));
        put(environment, "KEY", attempt.idempotencyKey());
        if (!token.isEmpty()) {
            put(environment, "TOKEN", token.reveal());
        }
        notification.details().forEach((name, value) -> {
            if (name.matches("[A-Za-z0-9-]+")) {
                put(environment, "DETAIL_" + name.replace('-', '_').toUpperCase(Locale.ROOT), value);
            }
        });
    }

    private static void put(Map<String, String> environment, String name, String value) {
        environment.put(PREFIX + name, Truncation.toBytes(value.replace('\0', ' '), MOST_BYTES));
    }
}
