package io.heartbeat.examples.snippets;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.Secret;
import io.heartbeat.spi.Outcome;
import java.nio.file.Path;
import java.util.Map;

/** Watches other hosts, and tells people through Pushbullet and in a way of its own. */
public final class NotifyingExample {
    private NotifyingExample() {}

    public static void main(String[] args) throws InterruptedException {
        NotificationsConfig notifications = NotificationsConfig.builder()
                .notifier("pushbullet", Map.of("token-file", "/etc/heartbeat/pushbullet-token"))
                .notifier("mine", (notification, attempt) -> {
                    System.out.println(notification.title() + ": " + notification.text());
                    return Outcome.delivered();
                })
                .build();
        MonitorConfig config = MonitorConfig.builder()
                .secret(Secret.fromFile(Path.of("/etc/heartbeat/secret")))
                .notifications(notifications)
                .build();
        try (Monitor monitor = Monitor.start(config, event -> {})) {
            System.out.println("Hosts known from before: " + monitor.hosts().size());
            Thread.currentThread().join(); // your application
        }
    }
}
