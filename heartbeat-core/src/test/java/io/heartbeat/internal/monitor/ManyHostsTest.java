package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.PacketType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Somebody who holds the secret announces as many hosts as he likes: a part of the usual bound here, all of it with
 * {@code -Dheartbeat.hosts=100000}. The figures go to {@code target/many-hosts.txt}.
 */
class ManyHostsTest {
    private static final int HOSTS = Integer.getInteger("heartbeat.hosts", 5_000);
    private static final int TOO_MANY = HOSTS / 10;
    private static final long WALL = 1_795_305_600_000L;
    private static final long MOST_BYTES_PER_HOST = 4_096;
    private static final InetSocketAddress FROM = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final List<HeartbeatEvent> events = new ArrayList<>();
    private final MonitorEngine engine = new MonitorEngine(
            new MonitorSettings(
                    "watcher",
                    new KeyRing(List.of(key)),
                    DetectionTarget.usual(),
                    HOSTS,
                    0,
                    null,
                    () -> Set.of(InetAddress.getLoopbackAddress())),
            List.of(),
            events::add,
            (question, to) -> {},
            at(0));

    @Test
    void asManyHostsAsSomebodyAnnouncesTakeBoundedMemoryAndAreAllWatched() throws Exception {
        long before = usedBytes();
        for (int i = 0; i < HOSTS + TOO_MANY; i++) {
            beats(i);
        }
        assertThat(events)
                .filteredOn(event -> event.type().equals("HOST_DISCOVERED"))
                .hasSize(HOSTS);
        assertThat(engine.reception().rejected(Rejection.HOST_TABLE_FULL)).isEqualTo(3L * TOO_MANY);
        assertThat(events)
                .filteredOn(event -> event.type().equals("BEAT_REJECTED"))
                .hasSize(1);
        events.clear();
        long bytes = (usedBytes() - before) / HOSTS;

        long begin = System.nanoTime();
        List<RememberedHost> table = engine.remember(at(6));
        long remembered = System.nanoTime();
        engine.advance(at(60));
        long judged = System.nanoTime();
        List<String> lines = HostMemory.lines(table);
        long worded = System.nanoTime();
        long characters = lines.stream().mapToLong(String::length).sum();
        Files.writeString(
                Path.of("target", "many-hosts.txt"),
                HOSTS + " hosts: " + bytes + " bytes each; the monitor needs "
                        + millis(remembered - begin) + " ms for a picture of the table and "
                        + millis(judged - remembered)
                        + " ms to tell that all are dead; the file has " + characters / HOSTS
                        + " characters each, which take the thread that writes it " + millis(worded - judged)
                        + " ms\n");

        assertThat(bytes).isLessThan(MOST_BYTES_PER_HOST);
        assertThat(events)
                .filteredOn(event -> event.type().equals("HOST_FLATLINED"))
                .hasSize(HOSTS);
    }

    private void beats(int host) {
        BeatSealer sealer = new BeatSealer(key, "host-" + host);
        for (int second = 0; second <= 4; second += 2) {
            byte[] beat = sealer.seal(
                    PacketType.BEAT,
                    WALL,
                    second,
                    second * 1_000_000L,
                    WALL + second * 1_000L,
                    2_000,
                    0,
                    1 + host,
                    0,
                    null);
            engine.receive(ByteBuffer.wrap(beat), FROM, at(second));
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static Moment at(int second) {
        return new Moment(second * 1_000_000_000L, WALL + second * 1_000L);
    }
}
