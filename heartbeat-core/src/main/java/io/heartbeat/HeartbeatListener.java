package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;

/**
 * Hears what a {@link Monitor} or a {@link HardwareWatch} finds out.
 *
 * <p>Called in order by one thread, never concurrently. A listener may take its time and may throw: it delays and harms
 * nobody but itself. It may call whoever tells it, and may even close it.
 */
@FunctionalInterface
public interface HeartbeatListener {

    /** Something happened. */
    void onEvent(HeartbeatEvent event);
}
