package io.heartbeat.examples.it;

import com.google.gson.JsonObject;
import io.heartbeat.Monitor;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A monitor that is killed, stopped, frozen, cut off and has its clock set, with the memory of the one before each time. */
final class TroubledMonitor {
    private static final Duration SETTLES = Duration.ofSeconds(5);

    private final Lan lan;
    private final Box box;
    private final PushService service;
    private final Dice dice;
    private final Journal journal;
    private final WallClock clock;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private RunnerProcess monitor;

    TroubledMonitor(Lan lan, Box box, PushService service, Dice dice, Journal journal) {
        this.lan = lan;
        this.box = box;
        this.service = service;
        this.dice = dice;
        this.journal = journal;
        clock = new WallClock(box.disk());
        monitor = start();
    }

    private RunnerProcess start() {
        RunnerProcess process = box.monitor().clock(clock).notifying(service).start();
        process.awaitMessage("Listening for beats", Trouble.LONGEST_START);
        return process;
    }

    List<Trouble> troubles() {
        return troubles;
    }

    /** Everything told, by all its processes; and between two of them, as {@code REMEMBERED}, what the next one knew of each host. */
    List<Event> events() {
        List<Event> all = new ArrayList<>(events);
        all.addAll(monitor.told());
        return all;
    }

    List<String> messages() {
        List<String> all = new ArrayList<>(messages);
        all.addAll(monitor.messages());
        return all;
    }

    Path state() {
        return box.disk().resolve("state");
    }

    int terminate() {
        return monitor.terminate();
    }

    /** Does one thing to it after the other until the time has come. */
    void suffer(long untilNanos, Duration shortest, Duration longest) throws InterruptedException {
        while (true) {
            Journal.sleep(dice.between(shortest, longest));
            if (System.nanoTime() - untilNanos >= 0) {
                return;
            }
            switch (dice.between(0, 5)) {
                case 0 -> trouble("stopped in order", some(10), () -> monitor.terminate(), this::restart);
                case 1 -> trouble("killed", some(10), this::kill, this::restart);
                case 2 -> trouble("frozen", some(40), () -> monitor.freeze(), () -> monitor.thaw());
                case 3 -> trouble("cable pulled", some(40), () -> lan.pull(box), () -> lan.replug(box));
                case 4 -> trouble("cut off at the switch", some(40), () -> lan.block(box), () -> lan.unblock(box));
                default -> {
                    Duration off = Duration.ofSeconds(dice.between(-300, 300));
                    trouble("clock set", some(40), () -> clock.set(off), () -> clock.set(Duration.ZERO));
                }
            }
        }
    }

    private Duration some(int seconds) {
        return dice.between(Duration.ofMillis(100), Duration.ofSeconds(seconds));
    }

    private void kill() {
        monitor.kill();
        monitor.exitCode();
    }

    private void restart() {
        events.addAll(monitor.told());
        messages.addAll(monitor.messages());
        for (HostSnapshot host : Monitor.remembered(state())) {
            JsonObject memory = new JsonObject();
            memory.addProperty("type", "REMEMBERED");
            memory.addProperty("id", "memory of " + host.host() + " " + events.size());
            memory.addProperty("host", host.host());
            memory.addProperty("down", host.state() == HostState.FLATLINED);
            memory.addProperty("state", host.state().name());
            events.add(new Event(memory, System.nanoTime()));
        }
        monitor = start();
    }

    private void trouble(String what, Duration length, Runnable begin, Runnable end) throws InterruptedException {
        journal.note("monitor", what, length);
        long perhapsFrom = System.nanoTime();
        begin.run();
        long surelyFrom = System.nanoTime();
        Journal.sleep(length);
        long surelyUntil = System.nanoTime();
        end.run();
        troubles.add(new Trouble(what, perhapsFrom, surelyFrom, surelyUntil, System.nanoTime() + SETTLES.toNanos()));
        journal.write("monitor is well again after " + what);
    }
}
