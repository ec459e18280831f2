package io.heartbeat.internal.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.PacketType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any lines as the table of hosts: refused, or read as what is written again; then a monitor can begin with it, hear and judge. */
class HostMemoryFuzzTest {
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);
    private static final BeatSealer NAS = new BeatSealer(KEY, "nas");
    private static final Moment START = new Moment(Long.MAX_VALUE - 1_000_000_000L, 1_795_305_600_000L);
    private static final int MOST_ROUNDS = 40;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<RememberedHost> hosts;
        try {
            hosts = HostMemory.parse(new String(input, UTF_8).lines().toList());
        } catch (IllegalArgumentException refused) {
            return;
        }
        List<String> lines = HostMemory.lines(hosts);
        assertThat(HostMemory.lines(HostMemory.parse(lines))).isEqualTo(lines);
        hosts.forEach(host -> assertThat(host.snapshot().host()).isEqualTo(host.name()));
        begin(hosts);
    }

    private static void begin(List<RememberedHost> hosts) {
        MonitorSettings settings = new MonitorSettings(
                "watcher",
                new KeyRing(List.of(KEY)),
                DetectionTarget.usual(),
                100,
                0,
                null,
                () -> Set.of(InetAddress.getLoopbackAddress()));
        MonitorEngine engine = new MonitorEngine(
                settings, hosts, event -> assertThat(event.summary()).isNotBlank(), (question, to) -> {}, START);
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        long wall = START.wallMillis();
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            long after = 1_000L * round * round;
            Moment now = new Moment(START.nanos() + after * 1_000_000, wall + after);
            byte[] beat = NAS.seal(
                    PacketType.BEAT, wall + round / 8, round, after * 1_000, now.wallMillis(), 2_000, 0, 1, 0, null);
            engine.receive(ByteBuffer.wrap(beat), from, now);
            engine.advance(now);
            List<String> lines = HostMemory.lines(engine.remember(now));
            assertThat(HostMemory.lines(HostMemory.parse(lines))).isEqualTo(lines);
        }
    }
}
