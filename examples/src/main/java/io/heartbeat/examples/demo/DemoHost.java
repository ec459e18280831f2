package io.heartbeat.examples.demo;

import static java.util.Objects.requireNonNull;

import io.heartbeat.HardwareConfig;
import io.heartbeat.HardwareWatch;
import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * One host of the demo, as a process of its own: beats until its standard input ends: that is, until
 * the demo that started it is gone, in whatever way.
 */
final class DemoHost {
    private DemoHost() {}

    /**
     * Takes its name, where to send, the interval in ISO-8601 and, if it watches its disk, the smartctl to do that with; the secret
     * comes from the environment.
     */
    public static void main(String[] args) throws IOException {
        HeartbeatConfig config = HeartbeatConfig.builder()
                .secret(Secret.of(requireNonNull(System.getenv(HostProcesses.SECRET_VARIABLE))))
                .name(args[0])
                .targets(args[1])
                .interval(Duration.parse(args[2]))
                .build();
        Heartbeat heartbeat = args.length > 3 ? Heartbeat.start(config, watch(args[3])) : Heartbeat.start(config);
        while (System.in.read() >= 0) {
            // whatever is typed changes nothing
        }
        heartbeat.close();
    }

    private static HardwareWatch watch(String smartctl) {
        HardwareConfig config = HardwareConfig.builder()
                .interval(Duration.ofSeconds(1))
                .monitor("smart", Map.of("smartctl", smartctl))
                .notifications(NotificationsConfig.builder().discovery(false).build())
                .withoutState()
                .build();
        return HardwareWatch.start(config, event -> {});
    }
}
