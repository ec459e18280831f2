package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostCipher;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import io.heartbeat.internal.wire.SenderId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Very many hosts that all beat every two seconds, in turn, and a monitor's judgement of them; on a clock that follows the beats. */
public final class Crowd {
    private static final long GAP_MILLIS = 2_000;
    private static final long START_MILLIS = 1_764_000_000_000L;
    private static final InetSocketAddress FROM = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final HeldKeys keys = HeldKeys.only(key.id());
    private final String[] names;
    private final HostCipher[] ciphers;
    /** As read from a datagram: apart from those that the monitor has, which no cache holds when a beat comes. */
    private final SenderId[] senders;

    /** Which host beats first, second and so on. */
    private final int[] order;

    private final MonitorEngine engine;
    private long beats;

    /** Each has beaten for the first time, and they go on in the order in which they were discovered. */
    public Crowd(int hosts) {
        names = IntStream.range(0, hosts).mapToObj("host-%07d"::formatted).toArray(String[]::new);
        ciphers = IntStream.range(0, hosts)
                .mapToObj(host -> key.cipherFor(key.senderId(names[host])))
                .toArray(HostCipher[]::new);
        senders = IntStream.range(0, hosts)
                .mapToObj(host -> key.senderId(names[host]))
                .toArray(SenderId[]::new);
        engine = new MonitorEngine(
                new MonitorSettings(
                        "crowd",
                        new KeyRing(List.of(key)),
                        DetectionTarget.usual(),
                        Math.max(1, hosts),
                        0,
                        null,
                        () -> Set.of(InetAddress.getLoopbackAddress())),
                List.of(),
                event -> {},
                (question, to) -> {},
                now());
        order = IntStream.range(0, hosts).toArray();
        beat(hosts);
    }

    /** They beat in another order from now on, so nothing of the next one is beside what belongs to the last one. */
    void shuffle() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
    }

    /** So many beats come in. */
    public void beat(int count) {
        for (int i = 0; i < count; i++) {
            heard(beat());
        }
    }

    /** This one comes in. */
    void heard(Opened beat) {
        if (take(beat) != null) {
            throw new IllegalStateException("a beat that does not count");
        }
    }

    /** The next beats, opened. */
    Opened[] beats(int count) {
        Opened[] next = new Opened[count];
        Arrays.setAll(next, i -> beat());
        return next;
    }

    /** The next one, opened. */
    Opened beat() {
        int host = order[(int) (beats % names.length)];
        long number = beats / names.length;
        Moment now = now();
        beats++;
        Beat beat = new Beat(
                PacketType.BEAT,
                senders[host],
                keys,
                names[host],
                START_MILLIS,
                number,
                now.nanos() / 1_000,
                now.wallMillis(),
                GAP_MILLIS,
                0,
                77,
                0,
                null);
        return new Opened(beat, ciphers[host], beats);
    }

    /** As from a datagram: its cipher is asked for first. It arrives when it was sent. */
    @Nullable
    Rejection take(Opened opened) {
        Beat beat = opened.beat();
        engine.table.cipher(beat.sender());
        return engine.admit(opened, FROM, new Moment(1_000 * beat.uptimeMicros(), beat.wallMillis()));
    }

    /** Judges. */
    long advance() {
        return engine.advance(now());
    }

    List<HostSnapshot> snapshot() {
        return engine.hosts();
    }

    List<RememberedHost> table() {
        return engine.remember(now());
    }

    private Moment now() {
        long nanos = names.length == 0 ? 0 : (long) ((double) beats / names.length * GAP_MILLIS * 1_000_000);
        return new Moment(nanos, START_MILLIS + nanos / 1_000_000);
    }
}
