package io.heartbeat.examples;

import io.heartbeat.MonitorListener;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events on, and logs at the start which hosts the monitor remembers. */
final class LoggedListener implements MonitorListener {
    private static final Logger log = LoggerFactory.getLogger(LoggedListener.class);

    private final Consumer<HeartbeatEvent> events;

    LoggedListener(Consumer<HeartbeatEvent> events) {
        this.events = events;
    }

    @Override
    public void onStart(List<HostSnapshot> remembered) {
        log.info(text(remembered));
    }

    @Override
    public void onEvent(HeartbeatEvent event) {
        events.accept(event);
    }

    static String text(List<HostSnapshot> remembered) {
        if (remembered.isEmpty()) {
            return "Remembering no hosts";
        }
        Map<HostState, Long> counts = remembered.stream()
                .collect(Collectors.groupingBy(
                        HostSnapshot::state, () -> new EnumMap<>(HostState.class), Collectors.counting()));
        String states = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "Remembering " + (remembered.size() == 1 ? "1 host" : remembered.size() + " hosts") + ": " + states;
    }
}
