package io.heartbeat.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** Whoever shares a port with another listener misses beats sent to this machine alone, and must be told. */
class SharedPortTest {
    @Test
    void aPortIsTakenWhileAMonitorListensThereAndFreeAfterwards() throws IOException {
        int port;
        try (DatagramChannel listener = ListeningChannels.openEverywhere(0)) {
            port = listener.socket().getLocalPort();
            assertThat(ListeningChannels.isTaken(port)).isTrue();
        }
        assertThat(ListeningChannels.isTaken(port)).isFalse();
    }

    @Test
    void askingDoesNotTakeIt() throws IOException {
        try (DatagramChannel first = ListeningChannels.openIpv4Wildcard(0)) {
            int port = first.socket().getLocalPort();
            assertThat(ListeningChannels.isTaken(port)).isTrue();
            try (DatagramChannel second = ListeningChannels.openIpv4Wildcard(port)) {
                assertThat(second.socket().getLocalPort()).isEqualTo(port);
            }
        }
    }
}
