package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that never closes its heartbeat: the JVM's own end says goodbye, its violent death does not. */
@Timeout(180)
class JvmShutdownTest {
    private final Secret secret = Secret.generate();
    private final BlockingQueue<HeartbeatEvent> events = new LinkedBlockingQueue<>();

    @Test
    void endOfTheJvmIsAGoodbyeAndItsKillIsAFlatline() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        MonitorConfig config = MonitorConfig.builder()
                .secret(secret)
                .port(port)
                .bind("127.0.0.1")
                .flatlineAfter(Duration.ofSeconds(5))
                .withoutState()
                .build();
        try (Monitor monitor = Monitor.start(config, event -> {
            if (!(event instanceof HostLate)) {
                events.add(event);
            }
        })) {
            Process polite = application("polite", port);
            assertThat(next()).isInstanceOf(HostDiscovered.class);
            polite.destroy();
            assertThat(next()).isInstanceOf(HostDeparted.class);

            Process killed = application("killed", port);
            assertThat(next()).isInstanceOf(HostDiscovered.class);
            killed.destroyForcibly();
            assertThat(next()).isInstanceOf(HostFlatlined.class);
            assertThat(monitor.hosts()).hasSize(2);
        }
    }

    private HeartbeatEvent next() throws InterruptedException {
        return events.poll(40, TimeUnit.SECONDS);
    }

    private Process application(String name, int port) throws IOException {
        ProcessBuilder builder = ChildJvm.of(Application.class, name, String.valueOf(port));
        builder.environment().put("HEARTBEAT_SECRET", secret.text());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts a heartbeat and forgets about it. */
    static final class Application {
        private Application() {}

        public static void main(String[] args) throws InterruptedException {
            Heartbeat.start(HeartbeatConfig.builder()
                    .secret(Secret.of(System.getenv("HEARTBEAT_SECRET")))
                    .name(args[0])
                    .port(Integer.parseInt(args[1]))
                    .targets("127.0.0.1")
                    .interval(Duration.ofMillis(200))
                    .build());
            Thread.currentThread().join();
        }
    }
}
