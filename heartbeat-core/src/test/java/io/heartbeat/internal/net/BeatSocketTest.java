package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.LOOPBACK;
import static io.heartbeat.internal.net.Links.address;
import static io.heartbeat.internal.net.Links.ethernet;
import static io.heartbeat.internal.net.Links.interfaces;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BeatSocketTest {
    private static final Link ETH0 = ethernet("eth0", 2, address("192.0.2.1", 24), address("fe80::1", 64));
    private static final Link ETH1 = ethernet("eth1", 3, address("198.51.100.1", 24));

    private final ManualClock clock = new ManualClock();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private Interfaces present = interfaces(LOOPBACK, ETH0, ETH1);
    private int looks;

    @Test
    void aBeatGoesToEveryAddressOfEveryTargetOnce() {
        BeatSocket socket = socket("broadcast,multicast:239.1.2.3,192.0.2.255,nas,203.0.113.1:5000");

        socket.send(beat());

        assertThat(outlet.sentTo)
                .containsExactly(
                        "192.0.2.255:21999",
                        "198.51.100.255:21999",
                        "239.1.2.3:21999 on eth0",
                        "239.1.2.3:21999 on eth1",
                        "203.0.113.7:21999",
                        "[2001:db8:0:0:0:0:0:7]:21999",
                        "203.0.113.1:5000");
        assertThat(outlet.payloads).containsOnly("beat");
    }

    @Test
    void theBufferStaysAsItWas() {
        ByteBuffer beat = beat();

        socket("broadcast").send(beat);

        assertThat(beat).isEqualTo(beat());
    }

    @Test
    void oneFailingAddressDisturbsNoOther() {
        outlet.failing.add("192.0.2.255:21999");
        outlet.refused.add("198.51.100.255:21999");
        BeatSocket socket = socket("broadcast,203.0.113.1");

        socket.send(beat());

        assertThat(outlet.sentTo).containsExactly("203.0.113.1:21999");
    }

    @Test
    void everyBeatTriesAgain() {
        outlet.failing.add("203.0.113.1:21999");
        BeatSocket socket = socket("203.0.113.1");
        socket.send(beat());
        outlet.failing.clear();

        socket.send(beat());

        assertThat(outlet.sentTo).containsExactly("203.0.113.1:21999");
    }

    @Test
    void withoutANetworkTheMachineAtLeastHearsItself() {
        present = interfaces(LOOPBACK);

        socket("broadcast").send(beat());

        assertThat(outlet.sentTo).containsExactly("127.0.0.1:21999");
    }

    @Test
    void aNetworkThatComesAndGoesIsFollowedWithinASecond() {
        present = interfaces(LOOPBACK, ETH0);
        BeatSocket socket = socket("broadcast");
        socket.send(beat());

        present = interfaces(LOOPBACK);
        clock.advance(Duration.ofSeconds(1));
        socket.send(beat());
        present = interfaces(LOOPBACK, ETH0, ETH1);
        clock.advance(Duration.ofSeconds(1));
        socket.send(beat());

        assertThat(outlet.sentTo)
                .containsExactly("192.0.2.255:21999", "127.0.0.1:21999", "192.0.2.255:21999", "198.51.100.255:21999");
    }

    @Test
    void aSettledNetworkIsLookedAtEveryTenSecondsOnly() {
        BeatSocket socket = socket("broadcast");
        socket.send(beat());
        clock.advance(Duration.ofSeconds(60));
        socket.send(beat());
        int looksBefore = looks;

        for (int second = 0; second < 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            socket.send(beat());
        }

        assertThat(looks - looksBefore).isEqualTo(6);
    }

    @Test
    void aFailingSendHasTheNetworkLookedAtSoon() {
        BeatSocket socket = socket("broadcast");
        clock.advance(Duration.ofMinutes(10));
        socket.send(beat());
        clock.advance(Duration.ofSeconds(1));
        outlet.failing.add("192.0.2.255:21999");
        socket.send(beat());
        int looksBefore = looks;

        clock.advance(Duration.ofSeconds(1));
        socket.send(beat());

        assertThat(looks - looksBefore).isEqualTo(1);
    }

    @Test
    void afterCloseNothingIsSent() {
        BeatSocket socket = socket("broadcast");

        socket.close();
        socket.close();
        socket.send(beat());

        assertThat(outlet.sentTo).isEmpty();
        assertThat(outlet.closed).isTrue();
    }

    private BeatSocket socket(String targets) {
        List<Target> parsed = Target.parseAll(targets, 21999);
        NameLookup names = new NameLookup(
                List.of("nas", "192.0.2.255", "203.0.113.1"), clock, BeatSocketTest::resolve, Runnable::run);
        return new BeatSocket(parsed, new InterfaceWatch(this::look, clock), names, outlet);
    }

    private Interfaces look() {
        looks++;
        return present;
    }

    private static InetAddress[] resolve(String host) {
        return new InetAddress[] {Links.ip("203.0.113.7"), Links.ip("2001:db8::7")};
    }

    private static ByteBuffer beat() {
        return ByteBuffer.wrap("beat".getBytes(StandardCharsets.UTF_8));
    }

    /** Remembers what was sent where; fails where told to. */
    private static final class RecordingOutlet implements Outlet {
        final List<String> sentTo = new ArrayList<>();
        final List<String> payloads = new ArrayList<>();
        final Set<String> failing = new HashSet<>();
        final Set<String> refused = new HashSet<>();
        boolean closed;

        @Override
        public void send(ByteBuffer datagram, Destination destination) throws IOException {
            String address = destination.toString();
            String payload = StandardCharsets.UTF_8.decode(datagram).toString();
            if (failing.contains(address)) {
                throw new IOException("Network is unreachable");
            }
            if (refused.contains(address)) {
                throw new UnsupportedAddressTypeException();
            }
            sentTo.add(address);
            payloads.add(payload);
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
            return null;
        }

        @Override
        public void await(long timeoutNanos) {}

        @Override
        public void wakeup() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
