package io.heartbeat.benchmarks.performance;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.event.Reception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.util.HashSet;
import java.util.Set;

/** A whole monitor, as an application starts it. */
final class Watching implements Receiver {
    private static final String THREAD = "heartbeat-monitor";

    private final int port;
    private final Monitor monitor;
    private final long threadId;

    /** One of the loopback, without memory on disk. */
    Watching(int keys, int mostHosts) {
        this(MonitorConfig.builder()
                .secrets(Keys.secrets(keys))
                .bind("127.0.0.1")
                .maxHosts(mostHosts)
                .withoutState()
                .port(freePort()));
    }

    private Watching(MonitorConfig.Builder builder) {
        Set<Long> before = threads();
        MonitorConfig config = builder.build();
        port = config.port();
        monitor = Monitor.start(config, event -> {});
        monitor.hosts(); // once it is ready
        Set<Long> own = threads();
        own.removeAll(before);
        threadId = own.iterator().next();
    }

    static int freePort() {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Long> threads() {
        Set<Long> ids = new HashSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .forEach(thread -> ids.add(thread.getId()));
        return ids;
    }

    Reception reception() {
        return monitor.reception();
    }

    int hosts() {
        return monitor.hosts().size();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long received() {
        return reception().received();
    }

    @Override
    public long threadId() {
        return threadId;
    }

    @Override
    public void close() {
        monitor.close();
    }
}
