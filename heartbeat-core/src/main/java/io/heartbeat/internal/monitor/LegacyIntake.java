package io.heartbeat.internal.monitor;

import io.heartbeat.event.Rejection;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import io.heartbeat.internal.monitor.Liveness.Continuity;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.LegacyPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hears the plaintext beats of the 2014 tool. They prove nothing: anyone who saw one can send another. So they never count
 * for a host that was ever heard sealed, and only a bounded number of hosts is taken from them.
 */
final class LegacyIntake {
    private static final int MAX_HOSTS = 1_000;

    /** The tool draws a new gap of 5 to 25 s for each beat, its last release one of 20 to 100 s per run. */
    private static final long ASSUMED_GAP_NANOS = 25_000_000_000L;

    private static final long LONGEST_GAP_NANOS = 100_000_000_000L;

    private final String secret;
    private final HostTable table;
    private final Liveness liveness;
    private final DetectionTarget target;
    private int hosts;

    LegacyIntake(String secret, HostTable table, Liveness liveness, DetectionTarget target) {
        this.secret = secret;
        this.table = table;
        this.liveness = liveness;
        this.target = target;
    }

    /** The host name in a plaintext beat, or null if the datagram is none. */
    @Nullable
    String read(ByteBuffer datagram) {
        return LegacyPacket.decode(datagram, secret);
    }

    @Nullable
    Rejection heard(String name, InetSocketAddress from, Moment now) {
        WatchedHost host = table.find(name);
        if (host == null) {
            return discover(name, from, now);
        }
        if (host.sessions.current() != null) {
            return Rejection.BAD_SEAL;
        }
        long sinceLast = now.nanos() - host.lastBeatNanos;
        long gap = Math.max(host.gapNanos, Math.min(sinceLast, LONGEST_GAP_NANOS));
        liveness.heard(host, from, Sign.legacy(host, gap, now), Continuity.SAME, now);
        return null;
    }

    private @Nullable Rejection discover(String name, InetSocketAddress from, Moment now) {
        if (table.full() || hosts >= MAX_HOSTS) {
            return Rejection.HOST_TABLE_FULL;
        }
        hosts++;
        WatchedHost host = new WatchedHost(name, new HostSessions(), new FailureDetector(target, new LatenessModel()));
        table.add(host);
        liveness.discovered(host, from, Sign.legacy(host, ASSUMED_GAP_NANOS, now), now);
        return null;
    }
}
