package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.SenderId;
import io.heartbeat.internal.wire.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host as the monitor knows it; touched only by the thread that judges. */
final class WatchedHost {
    final String name;
    final HostSessions sessions;
    final Refusals refusals = new Refusals();
    final Refusals conflicts = new Refusals();

    HostState state = HostState.ALIVE;
    long sinceMillis;
    long firstSeenMillis;

    long lastSeenMillis;
    long lastBeatNanos;
    boolean heard;
    long gapNanos;

    @Nullable
    InetAddress address;

    String rememberedAddress = "";

    private long sessionFirst;
    private long sessionHeard;

    /** When the deadline queue looks at this host again; meaningless unless {@link #queued}. */
    long reviewNanos;

    boolean queued;
    boolean forgotten;

    /** Its alarm was held while the monitor was isolated, and it has not been heard since. */
    boolean held;

    @Nullable
    SenderId sender;

    /** What is wrong with its hardware; null until it first says something about that. */
    @Nullable
    HostHardware hardware;

    WatchedHost(String name, HostSessions sessions) {
        this.name = name;
        this.sessions = sessions;
    }

    boolean living() {
        return state == HostState.ALIVE || state == HostState.LATE;
    }

    void enter(HostState next, Moment now) {
        state = next;
        sinceMillis = now.wallMillis();
    }

    void beat(InetAddress from, long promisedGapNanos, Moment now) {
        address = from;
        gapNanos = promisedGapNanos;
        lastBeatNanos = now.nanos();
        lastSeenMillis = now.wallMillis();
        heard = true;
        held = false;
    }

    void count(long sequence, boolean newSession) {
        if (newSession || sessionHeard == 0) {
            sessionFirst = sequence;
            sessionHeard = 0;
        }
        sessionHeard++;
    }

    /** The share of the session's beats, among those sent since its first one heard here, that never arrived. */
    double loss() {
        Session session = sessions.current();
        if (session == null || sessionHeard == 0) {
            return 0;
        }
        long sent = Math.max(sessionHeard, session.highestSequence() - sessionFirst + 1);
        return 1 - (double) sessionHeard / sent;
    }

    /** How long ago the last beat arrived: by the monotonic clock where this run heard it, else by the wall clock. */
    Duration silence(Moment now) {
        return heard
                ? Duration.ofNanos(now.nanos() - lastBeatNanos)
                : Duration.ofMillis(Math.max(0, now.wallMillis() - lastSeenMillis));
    }

    String addressText() {
        return address == null ? rememberedAddress : address.getHostAddress();
    }

    HostSnapshot snapshot() {
        return new HostSnapshot(
                name,
                state,
                Instant.ofEpochMilli(sinceMillis),
                Instant.ofEpochMilli(firstSeenMillis),
                Instant.ofEpochMilli(lastSeenMillis),
                Duration.ofNanos(gapNanos),
                addressText(),
                loss(),
                sessions.verified(),
                hardware == null
                        ? List.of()
                        : hardware.open().stream().map(OpenCondition::condition).toList());
    }
}
