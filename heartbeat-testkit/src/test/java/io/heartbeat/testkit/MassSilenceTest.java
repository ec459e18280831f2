package io.heartbeat.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostFlatlined;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts that fall silent together name each other in the evidence. */
class MassSilenceTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(7);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final List<SimulatedHost> rack = new ArrayList<>();

    @Test
    void eachNamesTheOthers() {
        hosts(12);
        fall(rack.subList(0, 3));

        assertThat(flatlined("h0").evidence().silentTogether()).containsExactlyInAnyOrder("h1", "h2");
        assertThat(flatlined("h1").evidence().silentTogether()).containsExactlyInAnyOrder("h0", "h2");
        assertThat(flatlined("h2").evidence().silentTogether()).containsExactlyInAnyOrder("h0", "h1");
        assertThat(flatlined("h0").evidence().address()).isEqualTo("10.0.0.2");
    }

    @Test
    void whoDiesAloneNamesNobody() {
        hosts(5);
        fall(rack.subList(0, 1));

        assertThat(flatlined("h0").evidence().silentTogether()).isEmpty();
    }

    @Test
    void whoHasBeenSilentForLongIsNotNamed() {
        hosts(12);
        fall(rack.subList(0, 1));
        fall(rack.subList(1, 3));

        assertThat(flatlined("h1").evidence().silentTogether()).containsExactly("h2");
    }

    @Test
    void aSlowHostIsNamedOnlyIfItsBeatIsMissing() {
        hosts(12);
        SimulatedHost slow = network.host("slow", ofMinutes(5));
        network.advance(ofMinutes(16));
        network.cut(slow);
        fall(rack.subList(0, 2));
        assertThat(flatlined("h0").evidence().silentTogether()).containsExactly("h1");

        network.advance(ofMinutes(20));
        assertThat(flatlined("slow").evidence().silentTogether()).contains("h0", "h1");
    }

    @Test
    void aRackOfManyIsToldByTwentyNamesAndANumber() {
        hosts(60);
        fall(rack.subList(0, 30));

        assertThat(flatlined("h7").evidence().silentTogether())
                .hasSize(21)
                .doesNotContain("h7")
                .doesNotHaveDuplicates()
                .endsWith("and 9 more");
    }

    @Test
    void whoIsHeardAgainIsNotNamed() {
        SimulatedHost slow = network.host("slow", ofSeconds(20));
        hosts(12);
        network.cut(slow, rack.get(1), rack.get(2));
        network.advance(ofSeconds(3));
        network.heal(rack.get(1));
        network.advance(ofMinutes(5));

        assertThat(flatlined("slow").evidence().silentTogether()).contains("h2").doesNotContain("h1");
    }

    private void hosts(int count) {
        for (int i = 0; i < count; i++) {
            rack.add(network.host("h" + i));
        }
        network.advance(ofMinutes(10));
        assertThat(watcher.hosts()).hasSizeGreaterThanOrEqualTo(count);
    }

    private void fall(List<SimulatedHost> hosts) {
        network.cut(hosts.toArray(SimulatedMachine[]::new));
        network.advance(ofSeconds(40));
    }

    private HostFlatlined flatlined(String host) {
        return events.about(host).ofType(HostFlatlined.class).get(0);
    }
}
