package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import java.util.List;

/**
 * Hears what a {@link Monitor} finds out.
 *
 * <p>Called in order by one thread, never concurrently. A listener may take its time and may throw: it delays and harms
 * nobody but itself. It may call the monitor, and may even close it.
 */
@FunctionalInterface
public interface MonitorListener {

    /** Something happened. */
    void onEvent(HeartbeatEvent event);

    /** Called once, before any event: the hosts remembered from an earlier run, to which the events are changes. */
    default void onStart(List<HostSnapshot> remembered) {}
}
