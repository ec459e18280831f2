package io.heartbeat.examples.demo;

import io.heartbeat.MonitorListener;
import io.heartbeat.event.HeartbeatEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hears the monitor's events, shows each one, and lets the story wait for those it needs. */
final class Witness implements MonitorListener {
    private final Consumer<HeartbeatEvent> display;
    private final List<HeartbeatEvent> events = new ArrayList<>();

    Witness(Consumer<HeartbeatEvent> display) {
        this.display = display;
    }

    @Override
    public synchronized void onEvent(HeartbeatEvent event) {
        display.accept(event);
        events.add(event);
        notifyAll();
    }

    synchronized List<HeartbeatEvent> events() {
        return List.copyOf(events);
    }

    /** The first event of this type about this host, as soon as it happens. */
    synchronized <E extends HeartbeatEvent> E await(Class<E> type, String host, Duration patience)
            throws DemoFailedException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<E> found = find(type, host);
        while (found.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new DemoFailedException(
                        "Waited " + patience.toSeconds() + " s in vain for a " + type.getSimpleName() + " of " + host);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
            found = find(type, host);
        }
        return found.get();
    }

    private <E extends HeartbeatEvent> Optional<E> find(Class<E> type, String host) {
        return events.stream()
                .filter(event -> type.isInstance(event) && event.host().equals(host))
                .map(type::cast)
                .findFirst();
    }
}
