package io.heartbeat.notifier.http;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a service calls the alarms that are not over, by incident. */
final class Alarms {
    private static final int MOST = 1_000;

    private final Map<String, String> references = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    Optional<String> of(String incident) {
        return Optional.ofNullable(references.get(incident));
    }

    void delivered(Notification notification, String reference) {
        if (notification.phase() == Phase.PROBLEM && !reference.isEmpty()) {
            references.putIfAbsent(notification.incident(), reference);
        } else if (notification.phase() == Phase.RECOVERY) {
            references.remove(notification.incident());
        }
    }
}
