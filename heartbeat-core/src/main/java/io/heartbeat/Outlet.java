package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.hardware.EventOutlet;
import io.heartbeat.internal.relay.EventDispatcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a module's events go: to its listener, and to people.
 *
 * @param notifications null if nobody is notified
 */
record Outlet(EventDispatcher listener, @Nullable Notifications notifications) implements EventOutlet {

    @Override
    public void accept(HeartbeatEvent event) {
        listener.accept(event);
        if (notifications != null) {
            notifications.onEvent(event);
        }
    }

    @Override
    public void awaitStored() throws IOException {
        if (notifications instanceof RunningNotifications running) {
            running.awaitStored();
        }
    }
}
