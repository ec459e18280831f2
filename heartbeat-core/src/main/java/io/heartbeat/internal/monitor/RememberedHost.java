package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a monitor of one host. Monotonic times mean nothing in another process, so they are kept as wall clock times.
 *
 * @param address where it was last heard from, or empty
 * @param loss the share of its session's beats that never arrived, 0 to 1
 * @param session its present session, or null for a host that only ever spoke the legacy packet
 * @param conditions what is wrong with its hardware
 */
public record RememberedHost(
        String name,
        HostState state,
        long sinceMillis,
        long firstSeenMillis,
        long lastSeenMillis,
        long gapMillis,
        String address,
        double loss,
        @Nullable RememberedSession session,
        List<OpenCondition> conditions) {

    /**
     * The place reached in a session: what is at or below it can never count again.
     *
     * @param anchorUptimeMicros the sender's uptime in the beat that came with the least delay
     * @param anchorMillis when that beat arrived
     * @param superseded sessions of higher numbers that must not count again
     */
    public record RememberedSession(
            long epoch,
            long highestSequence,
            long anchorUptimeMicros,
            long anchorMillis,
            boolean verified,
            List<Long> superseded) {}

    static RememberedHost of(WatchedHost host, Moment now) {
        return new RememberedHost(
                host.name,
                host.state,
                host.sinceMillis,
                host.firstSeenMillis,
                host.lastSeenMillis,
                Math.max(1, host.gapNanos / 1_000_000),
                host.addressText(),
                host.loss(),
                remember(host.sessions, now),
                host.hardware == null ? List.of() : host.hardware.open());
    }

    /** This host, if it lived, as one that has flatlined: people were told so, and no more was written down. */
    public RememberedHost toldDown() {
        return state != HostState.ALIVE && state != HostState.LATE
                ? this
                : new RememberedHost(
                        name,
                        HostState.FLATLINED,
                        lastSeenMillis,
                        firstSeenMillis,
                        lastSeenMillis,
                        gapMillis,
                        address,
                        loss,
                        session,
                        conditions);
    }

    private static @Nullable RememberedSession remember(HostSessions sessions, Moment now) {
        Session session = sessions.current();
        return session == null
                ? null
                : new RememberedSession(
                        session.epoch(),
                        session.highestSequence(),
                        session.anchorUptimeMicros(),
                        now.wallMillis() - (now.nanos() - session.anchorNanos()) / 1_000_000,
                        session.verified(),
                        sessions.superseded());
    }

    /** The host as a new run takes it up: if it lived, it is expected within a full term from now. */
    WatchedHost recall(Moment now) {
        WatchedHost host = new WatchedHost(name, restore(now));
        host.state = state == HostState.LATE ? HostState.ALIVE : state;
        host.sinceMillis = sinceMillis;
        host.firstSeenMillis = firstSeenMillis;
        host.lastSeenMillis = lastSeenMillis;
        host.lastBeatNanos = now.nanos();
        host.gapNanos = gapMillis * 1_000_000;
        host.rememberedAddress = address;
        host.hardware = conditions.isEmpty() ? null : new HostHardware(conditions);
        return host;
    }

    private HostSessions restore(Moment now) {
        if (session == null) {
            return new HostSessions();
        }
        Session restored = Session.restored(
                session.epoch,
                session.highestSequence,
                session.anchorUptimeMicros,
                nanos(session.anchorMillis, now),
                session.verified);
        HostSessions sessions = new HostSessions(restored, nanos(lastSeenMillis, now), session.superseded);
        if (state == HostState.DEPARTED) {
            sessions.end();
        }
        return sessions;
    }

    /** A time of an earlier run on the monotonic clock of this one, reckoned by the wall clock. */
    private static long nanos(long millis, Moment now) {
        return now.nanos() - (now.wallMillis() - millis) * 1_000_000;
    }

    /** What is known of the host without a monitor that runs. */
    public HostSnapshot snapshot() {
        return new HostSnapshot(
                name,
                state,
                Instant.ofEpochMilli(sinceMillis),
                Instant.ofEpochMilli(firstSeenMillis),
                Instant.ofEpochMilli(lastSeenMillis),
                Duration.ofMillis(gapMillis),
                address,
                loss,
                session != null && session.verified,
                conditions.stream().map(OpenCondition::condition).toList());
    }
}
