package io.heartbeat.notifier.http;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a service calls the alarms that are not over, by incident. */
final class Alarms {
    private static final int MOST = 1_000;

    private record Alarm(String notification, String reference) {}

    private final Map<String, Alarm> alarms = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alarm> eldest) {
            return size() > MOST;
        }
    };

    /** What this follows on; nothing if it is the alarm itself, which comes again if nobody knows that it has arrived. */
    Optional<String> before(Notification notification) {
        return Optional.ofNullable(alarms.get(notification.incident()))
                .filter(alarm -> !alarm.notification().equals(notification.id()))
                .map(Alarm::reference);
    }

    void delivered(Notification notification, String reference) {
        if (notification.phase() == Phase.PROBLEM && !reference.isEmpty()) {
            alarms.putIfAbsent(notification.incident(), new Alarm(notification.id(), reference));
        } else if (notification.phase() == Phase.RECOVERY) {
            alarms.remove(notification.incident());
        }
    }
}
