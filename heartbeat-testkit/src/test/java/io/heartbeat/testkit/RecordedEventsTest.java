package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostRestarted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {
    private final HeartbeatEvent nasRestarted = new HostRestarted("1", "nas", Instant.EPOCH, Duration.ofSeconds(3));
    private final HeartbeatEvent webLeft = new HostDeparted("2", "web", Instant.EPOCH);
    private final HeartbeatEvent nasLeft = new HostDeparted("3", "nas", Instant.EPOCH);
    private final RecordedEvents events = new RecordedEvents();

    @BeforeEach
    void record() {
        events.onEvent(nasRestarted);
        events.onEvent(webLeft);
        events.onEvent(nasLeft);
    }

    @Test
    void keepsEventsInOrder() {
        assertThat(events.events()).containsExactly(nasRestarted, webLeft, nasLeft);
        assertThat(events.types()).containsExactly("HOST_RESTARTED", "HOST_DEPARTED", "HOST_DEPARTED");
        assertThat(events).hasToString("nas restarted, away for 3 s\nweb said goodbye\nnas said goodbye");
    }

    @Test
    void picksByHostAndByKind() {
        assertThat(events.about("nas").events()).containsExactly(nasRestarted, nasLeft);
        assertThat(events.without(HostDeparted.class).events()).containsExactly(nasRestarted);
        assertThat(events.ofType(HostDeparted.class))
                .extracting(HostDeparted::host)
                .containsExactly("web", "nas");
    }

    @Test
    void forgetsOnRequest() {
        events.clear();
        assertThat(events.events()).isEmpty();
    }
}
