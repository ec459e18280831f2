package io.heartbeat.internal.monitor;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.net.IpLiteral;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.SenderId;
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
 * @param flapping how it has come and gone lately, or null if it has not
 * @param learnt what its beats have taught
 * @param identity by what its last beat was sealed, or null if it was never heard sealed, or written down by a version that did not know
 * @param session its present session, or null for a host that only ever spoke the legacy packet
 * @param conditions what is wrong with its hardware
 * @param toldNewAs the id under which it was told to be new, if no more than that is known of it
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
        @Nullable RememberedFlapping flapping,
        Learnt learnt,
        @Nullable RememberedIdentity identity,
        @Nullable RememberedSession session,
        List<OpenCondition> conditions,
        @Nullable String toldNewAs) {

    public RememberedHost(
            String name,
            HostState state,
            long sinceMillis,
            long firstSeenMillis,
            long lastSeenMillis,
            long gapMillis,
            String address,
            double loss,
            @Nullable RememberedFlapping flapping,
            Learnt learnt,
            @Nullable RememberedIdentity identity,
            @Nullable RememberedSession session,
            List<OpenCondition> conditions) {
        this(
                name,
                state,
                sinceMillis,
                firstSeenMillis,
                lastSeenMillis,
                gapMillis,
                address,
                loss,
                flapping,
                learnt,
                identity,
                session,
                conditions,
                null);
    }

    /**
     * By what a beat was sealed.
     *
     * @param sender the host's pseudonym
     * @param keys which keys it had
     */
    public record RememberedIdentity(SenderId sender, HeldKeys keys) {}

    /**
     * That a host has flatlined lately, and whether it flaps.
     *
     * @param flatlines when, the oldest first
     * @param beganMillis since when it flaps, or null if it does not
     * @param changedMillis when it came or went last, or null if it does not flap
     */
    public record RememberedFlapping(
            List<Long> flatlines,
            @Nullable Long beganMillis,
            @Nullable Long changedMillis) {}

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
                host.detector.loss(),
                host.flapping == null ? null : host.flapping.remember(),
                Learnt.of(host.detector),
                identity(host),
                remember(host.sessions, now),
                host.hardware == null ? List.of() : host.hardware.open());
    }

    /** This host, if it lived, as one that has flatlined: people were told so, and no more was written down. */
    public RememberedHost toldDown() {
        return (state != HostState.ALIVE && state != HostState.LATE) || flaps() ? this : down(flapping);
    }

    /** This host, if it lived and did not flap, as one that has flatlined and flaps by that: likewise. */
    public RememberedHost toldFlapping() {
        if ((state != HostState.ALIVE && state != HostState.LATE) || flaps()) {
            return this;
        }
        return down(new RememberedFlapping(List.of(lastSeenMillis), lastSeenMillis, lastSeenMillis));
    }

    /** This host, which was down, as one that lives: people were told so, and no more was written down. It is missed if it does not. */
    public RememberedHost toldUp() {
        return new RememberedHost(
                name,
                HostState.ALIVE,
                lastSeenMillis,
                firstSeenMillis,
                lastSeenMillis,
                gapMillis,
                address,
                loss,
                flapping,
                learnt,
                identity,
                session,
                conditions,
                toldNewAs);
    }

    /** This host with that, and no more, wrong with its hardware. */
    public RememberedHost with(List<OpenCondition> hardware) {
        return new RememberedHost(
                name,
                state,
                sinceMillis,
                firstSeenMillis,
                lastSeenMillis,
                gapMillis,
                address,
                loss,
                flapping,
                learnt,
                identity,
                session,
                hardware,
                toldNewAs);
    }

    /** This host, of whose sessions nothing is known, as one that was told to be new: so its session is known again. */
    public RememberedHost toldNewAs(String id) {
        return new RememberedHost(
                name,
                state,
                sinceMillis,
                firstSeenMillis,
                lastSeenMillis,
                gapMillis,
                address,
                loss,
                flapping,
                learnt,
                identity,
                session,
                conditions,
                id);
    }

    /** A host of which nothing is known but that it was heard then. */
    public static RememberedHost heardOnce(String name, long atMillis, long gapMillis, String address) {
        return new RememberedHost(
                name,
                HostState.ALIVE,
                atMillis,
                atMillis,
                atMillis,
                gapMillis,
                address,
                0,
                null,
                Learnt.nothing(),
                null,
                null,
                List.of());
    }

    /** Whether it was known to be down, for good as far as one could tell. */
    public boolean isDown() {
        return (state == HostState.FLATLINED || state == HostState.DEPARTED) && !flaps();
    }

    /** The id of the event by which it was told to be down. */
    public String downId() {
        return Announcer.downId(this);
    }

    /** The same event again, as far as it is remembered. */
    public HeartbeatEvent down() {
        return Announcer.down(this);
    }

    private RememberedHost down(@Nullable RememberedFlapping itsFlapping) {
        return new RememberedHost(
                name,
                HostState.FLATLINED,
                lastSeenMillis,
                firstSeenMillis,
                lastSeenMillis,
                gapMillis,
                address,
                loss,
                itsFlapping,
                learnt,
                identity,
                session,
                conditions,
                toldNewAs);
    }

    private static @Nullable RememberedIdentity identity(WatchedHost host) {
        SenderId sender = host.sender() == null ? host.rememberedSender : host.sender();
        return sender == null || host.keys == null ? null : new RememberedIdentity(sender, host.keys);
    }

    /** Whether it came and went. */
    public boolean flaps() {
        return flapping != null && flapping.beganMillis != null;
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
    WatchedHost recall(DetectionTarget target, Moment now) {
        WatchedHost host = new WatchedHost(
                name, restore(now), new FailureDetector(target, learnt.model().copy()));
        host.state = state == HostState.LATE ? HostState.ALIVE : state;
        host.sinceMillis = sinceMillis;
        host.firstSeenMillis = firstSeenMillis;
        host.lastSeenMillis = lastSeenMillis;
        host.lastBeatNanos = now.nanos();
        host.gapNanos = gapMillis * 1_000_000;
        host.detector.expect(now.nanos(), host.gapNanos);
        host.rememberedAddress = address;
        host.remembered = IpLiteral.parse(address);
        host.rememberedSender = identity == null ? null : identity.sender;
        host.keys = identity == null ? null : identity.keys;
        host.flapping = flapping == null ? null : new Flapping(flapping, now);
        host.hardware = conditions.isEmpty() ? null : new HostHardware(conditions);
        return host;
    }

    private HostSessions restore(Moment now) {
        if (session == null) {
            return new HostSessions(nanos(lastSeenMillis, now), this::wasToldNew);
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

    /** Whether it was told to be new in this session. */
    private boolean wasToldNew(long epoch) {
        return toldNewAs != null && toldNewAs.startsWith(Announcer.discoveryId(name, epoch));
    }

    /** A time of an earlier run on the monotonic clock of this one, reckoned by the wall clock. */
    private static long nanos(long millis, Moment now) {
        return now.nanos() - (now.wallMillis() - millis) * 1_000_000;
    }

    /** What is known of the host without a monitor that runs. */
    public HostSnapshot snapshot() {
        Long flapsSince = flapping == null ? null : flapping.beganMillis;
        return new HostSnapshot(
                name,
                flapsSince == null ? state : HostState.FLAPPING,
                Instant.ofEpochMilli(flapsSince == null ? sinceMillis : flapsSince),
                Instant.ofEpochMilli(firstSeenMillis),
                Instant.ofEpochMilli(lastSeenMillis),
                Duration.ofMillis(gapMillis),
                address,
                loss,
                session != null && session.verified,
                conditions.stream().map(OpenCondition::condition).toList(),
                learnt.quality().get(),
                identity == null ? List.of() : identity.keys.ids(),
                identity == null || identity.keys.token() == 0 ? "" : HeldKeys.id(identity.keys.token()));
    }
}
