package io.heartbeat.examples;

import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.event.HeartbeatEvent;
import java.io.UncheckedIOException;
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
            plan.monitor().ifPresent(config -> watch(config, stop));
            plan.heartbeat().ifPresent(config -> beat(config, stop));
            stop.await();
        }
    }

    private void watch(MonitorConfig config, GracefulStop stop) {
        Monitor monitor = Monitor.start(config, new LoggedListener(event -> print(event, stop)));
        stop.atEnd(monitor::close);
        ReceptionLog reception = new ReceptionLog(monitor::reception);
        stop.atEnd(reception::close);
    }

    /** A monitor whose events reach nobody must not look alive. */
    private void print(HeartbeatEvent event, GracefulStop stop) {
        try {
            events.accept(event);
        } catch (UncheckedIOException e) {
            stop.fail(String.valueOf(e.getMessage()));
        }
    }

    private static void beat(HeartbeatConfig config, GracefulStop stop) {
        Heartbeat heartbeat = Heartbeat.start(config);
        stop.atEnd(() -> {
            heartbeat.close();
            log.info("{} said goodbye", heartbeat.name());
        });
    }
}
