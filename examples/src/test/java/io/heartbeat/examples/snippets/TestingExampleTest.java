package io.heartbeat.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.RecordedEvents;
import io.heartbeat.testkit.SimulatedHost;
import io.heartbeat.testkit.SimulatedNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How an application tests what it does about events. */
class TestingExampleTest {
    @Test
    void example() {
        SimulatedNetwork network = SimulatedNetwork.seeded(42);
        RecordedEvents events = new RecordedEvents(); // or your own listener
        network.monitor("watcher", events);
        SimulatedHost nas = network.host("nas");
        network.advance(Duration.ofMinutes(5));
        nas.kill();
        network.advance(Duration.ofSeconds(15));
        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
    }
}
