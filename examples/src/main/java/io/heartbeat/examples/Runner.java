package io.heartbeat.examples;

import io.heartbeat.HardwareWatch;
import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.MonitorListener;
import io.heartbeat.Notifications;
import io.heartbeat.event.HeartbeatEvent;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a plan until the process is asked to stop. */
final class Runner {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private final Consumer<HeartbeatEvent> events;

    Runner(Consumer<HeartbeatEvent> events) {
        this.events = events;
    }

    /** Returns only by an exception: when stopped, the process ends in here. */
    void run(Plan plan) throws InterruptedException {
        try (GracefulStop stop = new GracefulStop()) {
            Optional<Notifications> notifications =
                    plan.notifications().map(config -> closedAtEnd(Notifications.start(config), stop));
            plan.monitor().ifPresent(config -> watch(config, notifications.orElseThrow(), stop));
            Optional<HardwareWatch> hardware = plan.hardware()
                    .map(config -> closedAtEnd(
                            HardwareWatch.start(config, event -> print(event, stop), notifications.orElseThrow()),
                            stop));
            plan.heartbeat().ifPresent(config -> beat(config, hardware, stop));
            stop.await();
        }
    }

    private void watch(MonitorConfig config, Notifications notifications, GracefulStop stop) {
        MonitorListener listener = new LoggedListener(event -> print(event, stop));
        Monitor monitor = closedAtEnd(Monitor.start(config, listener, notifications), stop);
        closedAtEnd(new ReceptionLog(monitor::reception), stop);
    }

    private static void beat(HeartbeatConfig config, Optional<HardwareWatch> hardware, GracefulStop stop) {
        Heartbeat heartbeat =
                hardware.map(watch -> Heartbeat.start(config, watch)).orElseGet(() -> Heartbeat.start(config));
        stop.atEnd(() -> {
            heartbeat.close();
            log.info("{} said goodbye", heartbeat.name());
        });
    }

    private static <T extends AutoCloseable> T closedAtEnd(T part, GracefulStop stop) {
        stop.atEnd(part);
        return part;
    }

    /** Whoever watches while its events reach nobody must not look alive. Two modules may tell at the same time. */
    private synchronized void print(HeartbeatEvent event, GracefulStop stop) {
        try {
            events.accept(event);
        } catch (UncheckedIOException e) {
            stop.fail(String.valueOf(e.getMessage()));
        }
    }
}
