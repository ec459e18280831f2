package io.heartbeat.examples.snippets;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.MonitorListener;
import io.heartbeat.Secret;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostSnapshot;
import java.nio.file.Path;
import java.util.List;

/** Reacts to events by their kind, after a look at what was known before. */
public final class ListenerExample implements MonitorListener {

    @Override
    public void onStart(List<HostSnapshot> remembered) {
        remembered.forEach(host -> System.out.println(host.host() + " was " + host.state()));
    }

    @Override
    public void onEvent(HeartbeatEvent event) {
        if (event instanceof HostFlatlined flatlined) {
            System.out.println("Call somebody: " + flatlined.host() + ", last seen " + flatlined.lastSeen());
        } else if (event instanceof HostRecovered recovered) {
            System.out.println("Call off: " + recovered.host() + " is back after " + recovered.downtime());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Secret secret = Secret.fromFile(Path.of("/etc/heartbeat/secret"));
        MonitorConfig config = MonitorConfig.builder().secret(secret).build();
        try (Monitor monitor = Monitor.start(config, new ListenerExample())) {
            System.out.println("Watching " + monitor.hosts().size() + " hosts");
            Thread.currentThread().join(); // your application
        }
    }
}
