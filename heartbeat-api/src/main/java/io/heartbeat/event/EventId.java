package io.heartbeat.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes ids that are the same whenever the same occurrence is told again, whoever tells it. */
final class EventId {
    private EventId() {}

    static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
