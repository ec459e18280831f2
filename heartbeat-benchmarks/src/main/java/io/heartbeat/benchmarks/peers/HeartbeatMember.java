package io.heartbeat.benchmarks.peers;

import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import java.nio.file.Path;
import java.time.Duration;

/** A host that beats, and watches the others: {@code address state-directory interval-in-millis}. */
final class HeartbeatMember {
    private HeartbeatMember() {}

    public static void main(String[] args) throws InterruptedException {
        Secret secret = Secret.of(System.getenv("HEARTBEAT_SECRET"));
        MonitorConfig monitor = MonitorConfig.builder()
                .secret(secret)
                .stateDirectory(Path.of(args[1]))
                .build();
        HeartbeatConfig heartbeat = HeartbeatConfig.builder()
                .secret(secret)
                .name(args[0])
                .interval(Duration.ofMillis(Long.parseLong(args[2])))
                .build();
        Monitor.start(monitor, HeartbeatMember::tell);
        Heartbeat.start(heartbeat);
        Thread.currentThread().join();
    }

    private static void tell(HeartbeatEvent event) {
        Told.Kind kind = event instanceof HostFlatlined
                ? Told.Kind.DOWN
                : event instanceof HostDiscovered || event instanceof HostRecovered || event instanceof HostRestarted
                        ? Told.Kind.UP
                        : Told.Kind.NOTE;
        Told.print(kind, event.host(), event.host(), event.type());
    }
}
