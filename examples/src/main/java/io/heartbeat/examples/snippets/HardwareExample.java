package io.heartbeat.examples.snippets;

import io.heartbeat.HardwareConfig;
import io.heartbeat.HardwareWatch;
import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Secret;
import java.nio.file.Path;

/** Watches the disks of this machine, and tells of them in the beats. */
public final class HardwareExample {
    private HardwareExample() {}

    public static void main(String[] args) throws InterruptedException {
        Secret secret = Secret.fromFile(Path.of("/etc/heartbeat/secret"));
        HeartbeatConfig config = HeartbeatConfig.builder().secret(secret).build();
        try (HardwareWatch disks = HardwareWatch.start(
                        HardwareConfig.builder().build(), event -> System.out.println(event.summary()));
                Heartbeat heartbeat = Heartbeat.start(config, disks)) {
            System.out.println("Disks are watched as those of " + heartbeat.name());
            Thread.currentThread().join(); // your application
        }
    }
}
