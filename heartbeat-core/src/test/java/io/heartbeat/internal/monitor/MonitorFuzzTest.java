package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Forge;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.LegacyPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A monitor that watches six hosts, of which it may know four, whatever the holders of their keys let them say and when. The input is a
 * list of steps: a byte for what happens, one for the host, two for how long after the last, and what it takes. Whatever comes, the
 * monitor goes on, keeps no more than it may, tells nothing that cannot be shown, tells a death once, and can be started again from
 * what it writes down.
 */
class MonitorFuzzTest {
    private static final String[] NAMES = {"nas", "pi", "web", "büro", "e", "f"};
    private static final int MOST_HOSTS = 4;
    private static final int MOST_STEPS = 300;
    private static final int FIXED = 38;
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);
    private static final InetSocketAddress FROM = from();

    private final MonitorSettings settings = new MonitorSettings(
            "watcher",
            new KeyRing(List.of(KEY)),
            DetectionTarget.usual(),
            MOST_HOSTS,
            99,
            "3477",
            () -> Set.of(FROM.getAddress()));
    private final Set<String> down = new HashSet<>();
    private Moment now = new Moment(Long.MAX_VALUE - 60_000_000_000L, 1_795_305_600_000L);
    private long questions;
    private int told;
    private MonitorEngine engine = engine(List.of());

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        new MonitorFuzzTest().run(ByteBuffer.wrap(input));
    }

    private void run(ByteBuffer input) {
        int steps = 0;
        while (input.remaining() >= 4 && steps++ < MOST_STEPS) {
            int step = input.get() & 0xff;
            String host = NAMES[(input.get() & 0xff) % NAMES.length];
            pass(input.getShort() & 0xffff);
            switch (step % 8) {
                case 0, 1, 2 -> beat(host, 1 + step / 8 % 3, input);
                case 3 -> engine.receive(ByteBuffer.wrap(LegacyPacket.encode("3477", host)), FROM, now);
                case 4 -> engine.receive(taken(input), FROM, now);
                case 5 -> engine.stalled(new Stall(now.nanos() - 1_000_000L * step, now.nanos()), now);
                case 6 -> restart();
                default -> engine.forget(host);
            }
            engine.advance(now);
            check(steps);
        }
        for (int i = 0; i < 5; i++) {
            pass(0xffff);
            engine.advance(now);
        }
        restart();
        check(steps + 5);
    }

    /** Up to 131 s, or as many days. */
    private void pass(int time) {
        long millis = time < 0xff00 ? time * 2L : (time - 0xff00) * 86_400_000L;
        now = new Moment(now.nanos() + millis * 1_000_000, now.wallMillis() + millis);
    }

    private void beat(String host, int type, ByteBuffer input) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        byte[] more = new byte[input.hasRemaining() ? Math.min(input.get() & 0xff, input.remaining()) : 0];
        input.get(more);
        ByteBuffer plaintext = ByteBuffer.allocate(Math.max(more.length, FIXED) + 3 + name.length);
        plaintext.put(more, 0, Math.min(more.length, FIXED)).position(FIXED);
        plaintext.put((byte) 1).putShort((short) name.length).put(name);
        plaintext.put(more, Math.min(more.length, FIXED), Math.max(0, more.length - FIXED));
        byte[] datagram = Forge.seal(KEY, KEY.senderId(host), type, plaintext.array());
        engine.receive(ByteBuffer.wrap(datagram), FROM, now);
    }

    private static ByteBuffer taken(ByteBuffer input) {
        byte[] datagram = new byte[input.hasRemaining() ? Math.min(input.get() & 0xff, input.remaining()) : 0];
        input.get(datagram);
        return ByteBuffer.wrap(datagram);
    }

    private void restart() {
        List<String> lines = HostMemory.lines(engine.remember(now));
        assertThat(String.join("", lines)).matches("[\\t\\P{Cc}]*");
        List<RememberedHost> read = HostMemory.parse(lines);
        assertThat(read).hasSameSizeAs(engine.hosts());
        assertThat(HostMemory.lines(read)).isEqualTo(lines);
        engine = engine(read);
    }

    private MonitorEngine engine(List<RememberedHost> remembered) {
        return new MonitorEngine(settings, remembered, this::tell, (question, to) -> questions++, now);
    }

    private void tell(HeartbeatEvent event) {
        told++;
        for (String text : List.of(event.id(), event.host(), event.title(), event.summary())) {
            assertThat(text).matches("[^\\p{Cc}\\p{Zl}\\p{Zp}]+");
        }
        switch (event.type()) {
            case "HOST_FLATLINED" ->
                assertThat(down.add(event.host())).as(event.host()).isTrue();
            case "HOST_DISCOVERED", "HOST_RECOVERED", "HOST_RESTARTED", "HOST_DEPARTED" -> down.remove(event.host());
            default -> {}
        }
    }

    private void check(int steps) {
        assertThat(engine.hosts()).hasSizeLessThanOrEqualTo(MOST_HOSTS);
        long rejected = engine.reception().rejected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(engine.reception().received()).isEqualTo(engine.reception().accepted() + rejected);
        assertThat(told).isLessThan(1_000 * (steps + 1));
        assertThat(questions).isLessThan(1_000L * (steps + 1));
    }

    private static InetSocketAddress from() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), 40_000);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
