package io.heartbeat.testkit;

import io.heartbeat.MonitorListener;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A listener that keeps every event, for assertions; works with simulated and with real monitors. Thread-safe. */
public final class RecordedEvents implements MonitorListener {
    private final List<HeartbeatEvent> events = new ArrayList<>();
    private List<HostSnapshot> remembered = List.of();

    /** Records nothing yet. */
    public RecordedEvents() {}

    @Override
    public synchronized void onStart(List<HostSnapshot> hosts) {
        remembered = List.copyOf(hosts);
    }

    @Override
    public synchronized void onEvent(HeartbeatEvent event) {
        events.add(event);
    }

    /** The hosts that the monitor remembered when it last started. */
    public synchronized List<HostSnapshot> remembered() {
        return remembered;
    }

    /** {@return a copy of all events, in order} */
    public synchronized List<HeartbeatEvent> events() {
        return List.copyOf(events);
    }

    /** {@return the events of this kind, in order} */
    public <E extends HeartbeatEvent> List<E> ofType(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** {@return the events so far about this host, or about the monitor of this name} */
    public RecordedEvents about(String host) {
        return only(event -> event.host().equals(host));
    }

    /** {@return the events so far that are not of this kind} */
    public RecordedEvents without(Class<? extends HeartbeatEvent> kind) {
        return only(event -> !kind.isInstance(event));
    }

    private RecordedEvents only(Predicate<HeartbeatEvent> wanted) {
        RecordedEvents some = new RecordedEvents();
        events().stream().filter(wanted).forEach(some::onEvent);
        return some;
    }

    /** {@return the kind of each event, in order, as {@link HeartbeatEvent#type} names it} */
    public List<String> types() {
        return events().stream().map(HeartbeatEvent::type).toList();
    }

    /** Forgets the events so far. */
    public synchronized void clear() {
        events.clear();
    }

    /** {@return the summaries, one per line} */
    @Override
    public String toString() {
        return String.join("\n", events().stream().map(HeartbeatEvent::summary).toList());
    }
}
