package io.heartbeat.examples.snippets;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import java.nio.file.Path;

/** Watches other hosts, and prints what happens to them. */
public final class WatchingExample {
    private WatchingExample() {}

    public static void main(String[] args) throws InterruptedException {
        Secret secret = Secret.fromFile(Path.of("/etc/heartbeat/secret"));
        MonitorConfig config = MonitorConfig.builder().secret(secret).build();
        try (Monitor monitor = Monitor.start(config, event -> System.out.println(event.summary()))) {
            System.out.println("Hosts known from before: " + monitor.hosts().size());
            Thread.currentThread().join(); // your application
        }
    }
}
