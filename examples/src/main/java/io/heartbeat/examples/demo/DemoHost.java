package io.heartbeat.examples.demo;

import static java.util.Objects.requireNonNull;

import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Secret;
import java.io.IOException;
import java.time.Duration;

/**
 * One host of the demo, in a process of its own. It beats until it is stopped, or until its standard input ends: that is, until
 * the demo that started it is gone, in whatever way.
 */
final class DemoHost {
    private DemoHost() {}

    /** Takes its name, where to send, and the interval in ISO-8601; the secret comes from the environment. */
    public static void main(String[] args) throws IOException {
        HeartbeatConfig config = HeartbeatConfig.builder()
                .secret(Secret.of(requireNonNull(System.getenv(HostProcesses.SECRET_VARIABLE))))
                .name(args[0])
                .targets(args[1])
                .interval(Duration.parse(args[2]))
                .build();
        Heartbeat heartbeat = Heartbeat.start(config);
        while (System.in.read() >= 0) {
            // whatever is typed changes nothing
        }
        heartbeat.close();
    }
}
