package io.heartbeat.examples.snippets;

import io.heartbeat.Configuration;
import io.heartbeat.Heartbeat;
import io.heartbeat.Monitor;
import java.nio.file.Path;

/** Beats and watches as a properties file says. */
public final class ConfigurationExample {
    private ConfigurationExample() {}

    public static void main(String[] args) throws InterruptedException {
        Configuration configuration = Configuration.load(Path.of("heartbeat.properties"));
        try (Monitor monitor = Monitor.start(configuration.monitor(), event -> System.out.println(event.summary()));
                Heartbeat heartbeat = Heartbeat.start(configuration.heartbeat())) {
            System.out.println(
                    heartbeat.name() + " beats, and watches " + monitor.hosts().size() + " hosts");
            Thread.currentThread().join(); // your application
        }
    }
}
