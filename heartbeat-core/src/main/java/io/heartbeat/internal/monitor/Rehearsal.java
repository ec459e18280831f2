package io.heartbeat.internal.monitor;

import io.heartbeat.event.HeartbeatEvent;
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

/**
 * A host that does not exist is heard, missed, called dead and heard again, on a clock of its own, for nobody to know.
 *
 * <p>The virtual machine links a lambda, a comparison of records or a class when it gets there for the first time. If memory runs out at that
 * very moment, some of that fails, and then <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-5.html#jvms-5.4.3">fails in the
 * same way for ever</a>: a monitor whose first death came while memory was short would never call anybody dead. So all of it is done once
 * when there is memory.
 */
final class Rehearsal {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.7", 9);
    private static final long GAP_MILLIS = 2_000;
    private static final int DEATH = 1;
    private static final int RETURN = 10;

    private static volatile boolean played;

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatSealer sealer = new BeatSealer(key, "rehearsal");
    private final MonitorEngine engine = new MonitorEngine(
            new MonitorSettings(
                    "rehearsal",
                    new KeyRing(List.of(key)),
                    DetectionTarget.usual(),
                    1,
                    0,
                    null,
                    () -> Set.of(InetAddress.getLoopbackAddress())),
            List.of(),
            HeartbeatEvent::summary,
            (question, to) -> {},
            at(0));
    private final MonitorRounds rounds = new MonitorRounds(engine, at(0));

    private Rehearsal() {}

    /** What is linked stays linked: only the first monitor of a process has to wait for it. */
    static void once() {
        if (!played) {
            play();
            played = true;
        }
    }

    /** Takes as long as it takes to link all that. */
    static void play() {
        Rehearsal rehearsal = new Rehearsal();
        for (int gap = 0; gap <= RETURN; gap++) {
            rehearsal.round(gap);
        }
        rehearsal.engine.hosts();
        HostMemory.lines(rehearsal.rounds.takeTable(at(RETURN)));
    }

    private void round(int gap) {
        Moment now = at(gap);
        rounds.begin(now);
        if (gap <= DEATH || gap == RETURN) {
            engine.receive(ByteBuffer.wrap(beat(gap)), SOMEWHERE, now);
        }
        for (long next = rounds.judge(now); next - at(gap + 1).nanos() < 0; next = rounds.judge(now)) {
            now = new Moment(next, next / 1_000_000);
            rounds.begin(now);
        }
    }

    private byte[] beat(int gap) {
        long millis = gap * GAP_MILLIS;
        return sealer.seal(PacketType.BEAT, 0, gap, millis * 1_000, millis, GAP_MILLIS, 0, 1, 0, null);
    }

    private static Moment at(int gap) {
        return new Moment(gap * GAP_MILLIS * 1_000_000, gap * GAP_MILLIS);
    }
}
