package io.heartbeat;

import io.heartbeat.event.HostSnapshot;
import java.util.List;

/** Hears what a {@link Monitor} finds out, and before that what it remembers. */
@FunctionalInterface
public interface MonitorListener extends HeartbeatListener {

    /** Called once, before any event: the hosts remembered from an earlier run, to which the events are changes. */
    default void onStart(List<HostSnapshot> remembered) {}
}
