package io.heartbeat.benchmarks.performance;

import com.sun.management.ThreadMXBean;
import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One host that broadcasts, and some monitors that all hear it and ask it now and then; on the loopback. */
final class Segment {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BEAT_MILLIS = 200;
    private static final String BROADCAST = "127.255.255.255:";

    private final int monitors;

    Segment(int monitors) {
        this.monitors = monitors;
    }

    /** Processor time for each beat. */
    record Cost(double senderMicros, double monitorMicros) {}

    Cost run(int seconds) throws Exception {
        int port = Watching.freePort();
        List<AutoCloseable> running = new ArrayList<>();
        try {
            for (int i = 0; i < monitors; i++) {
                Monitor monitor = Monitor.start(
                        MonitorConfig.builder()
                                .secrets(Keys.secrets(1))
                                .port(port)
                                .includeOwn(true)
                                .withoutState()
                                .build(),
                        event -> {});
                running.add(monitor);
                monitor.hosts();
            }
            running.add(Heartbeat.start(HeartbeatConfig.builder()
                    .secrets(Keys.secrets(1))
                    .name("host")
                    .interval(Duration.ofMillis(BEAT_MILLIS))
                    .targets(BROADCAST + port)
                    .build()));
            Thread.sleep(1_000L * seconds);
            long sender = cpu("heartbeat-sender");
            long all = cpu("heartbeat-monitor");
            Thread.sleep(1_000L * seconds);
            double beats = 1_000.0 * seconds / BEAT_MILLIS;
            long heard = ((Monitor) running.get(monitors - 1)).reception().accepted();
            if (heard < beats) {
                throw new IllegalStateException("a monitor heard only " + heard + " beats");
            }
            return new Cost(
                    (cpu("heartbeat-sender") - sender) / beats / 1e3,
                    (cpu("heartbeat-monitor") - all) / beats / monitors / 1e3);
        } finally {
            for (AutoCloseable one : running) {
                one.close();
            }
        }
    }

    private static long cpu(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getId()))
                .sum();
    }
}
