package io.heartbeat.examples.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The usual scene: three hosts in a LAN, and a monitor on a fourth machine, which knows them all. */
final class Household {
    static final List<String> HOSTS = List.of("nas", "media", "printer");

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, RunnerProcess> senders = new LinkedHashMap<>();
    private final Box desk;
    private RunnerProcess monitor;

    Household(Lan lan) {
        desk = lan.box("desk");
        monitor = desk.monitor().start();
        HOSTS.forEach(name -> boxes.put(name, lan.box(name)));
        HOSTS.forEach(this::start);
        HOSTS.forEach(name -> monitor.awaitEvent("HOST_DISCOVERED", name));
    }

    /** Where the monitor runs. */
    Box desk() {
        return desk;
    }

    RunnerProcess monitor() {
        return monitor;
    }

    /** Starts a new monitor on the desk, with the memory of the one before, and waits until it listens. */
    RunnerProcess restartMonitor() {
        monitor = desk.monitor().start();
        monitor.awaitMessage("Listening for beats");
        return monitor;
    }

    /** Waits until the monitor has written this down, and would know it again after a sudden end. */
    void awaitMemoryOf(String host, String state) {
        Path memory = desk.disk().resolve("state").resolve("hosts");
        await("memory of " + host)
                .atMost(Timing.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Files.readAllLines(memory).stream()
                        .anyMatch(line -> line.startsWith(host + "\t" + state + "\t")));
    }

    Box box(String name) {
        return Objects.requireNonNull(boxes.get(name));
    }

    RunnerProcess sender(String name) {
        return Objects.requireNonNull(senders.get(name));
    }

    RunnerProcess start(String name) {
        RunnerProcess sender = box(name).heartbeat().start();
        senders.put(name, sender);
        return sender;
    }
}
