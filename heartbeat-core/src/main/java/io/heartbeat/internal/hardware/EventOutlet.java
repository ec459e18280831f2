package io.heartbeat.internal.hardware;

import io.heartbeat.event.HeartbeatEvent;
import java.io.IOException;

/** Where the loop tells its events. */
public interface EventOutlet {

    /** Nobody listens. */
    EventOutlet NONE = new EventOutlet() {
        @Override
        public void accept(HeartbeatEvent event) {}

        @Override
        public void awaitStored() {}
    };

    /** Takes an event; never blocks. */
    void accept(HeartbeatEvent event);

    /**
     * Returns once everything accepted so far would survive a crash; only then it is written down as told.
     *
     * @throws IOException if that is not possible now
     */
    void awaitStored() throws IOException;
}
