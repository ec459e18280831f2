package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notification.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final List<String> steps = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        void keep(String queue, OutboxEntry entry) {
            steps.add("keep");
        }

        @Override
        void remove(String queue, OutboxEntry entry) {
            steps.add("remove");
        }
    };
    private final Waiting waiting = new Waiting(
            "phone",
            new OutboxEntry(1, 0, "host nas", Wording.of(Events.departed("d", "nas"), "d", Phase.PROBLEM, "d")),
            0,
            false);

    @Test
    void whatWasDeliveredBeforeItCouldBeStoredIsNotStoredAnyMore() throws IOException {
        waiting.remove(outbox);
        waiting.keep(outbox);
        assertThat(waiting.isGone()).isTrue();
        assertThat(steps).isEmpty();
    }

    @Test
    void whatIsStoredIsStoredOnceAndRemovedAfterDelivery() throws IOException {
        waiting.keep(outbox);
        waiting.keep(outbox);
        waiting.remove(outbox);
        assertThat(steps).containsExactly("keep", "remove");
    }
}
