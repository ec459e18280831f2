package io.heartbeat.internal.monitor;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.Evidence;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlapping;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.event.HostRestarted;
import io.heartbeat.event.HostState;
import io.heartbeat.event.IdentityConflict;
import io.heartbeat.event.MonitorIsolated;
import io.heartbeat.event.MonitorRejoined;
import io.heartbeat.event.Rejection;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Session;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Words the monitor's findings as events, each with an id that is the same whenever the same occurrence is told again. */
final class Announcer {
    private final String monitor;
    private final Consumer<HeartbeatEvent> events;
    private final Circumstances circumstances;

    Announcer(String monitor, Consumer<HeartbeatEvent> events, Circumstances circumstances) {
        this.monitor = monitor;
        this.events = events;
        this.circumstances = circumstances;
    }

    void discovered(WatchedHost host, Moment now) {
        events.accept(new HostDiscovered(
                discoveryId(host),
                host.name,
                now.instant(),
                Duration.ofNanos(host.gapNanos),
                host.addressText(),
                host.sessions.verified()));
    }

    void late(WatchedHost host, Moment now) {
        events.accept(new HostLate(id("late", host), host.name, now.instant(), lastSeen(host, now), host.silence(now)));
    }

    void flatlined(WatchedHost host, Moment now) {
        events.accept(new HostFlatlined(
                id("flatlined", host),
                host.name,
                now.instant(),
                lastSeen(host, now),
                host.silence(now),
                circumstances.evidence(host, now)));
    }

    /** In place of its third flatline within an hour. */
    void flapping(WatchedHost host, Flapping flapping, Moment now) {
        events.accept(new HostFlapping(
                id("flapping", host), host.name, now.instant(), flapping.flatlines(), flapping.within(now)));
    }

    /** It came and went, and now has stayed up. */
    void stayedUp(WatchedHost host, Flapping flapping, Moment now) {
        Moment up = flapping.changed();
        events.accept(new HostRecovered(
                id("stayed up", host.name, up.wallMillis()),
                host.name,
                now.instant(),
                Duration.ofNanos(up.nanos() - flapping.began().nanos()),
                HostState.FLAPPING,
                false));
    }

    void recovered(WatchedHost host, HostState previous, Duration downtime, boolean restarted, Moment now) {
        events.accept(new HostRecovered(
                restarted ? restartId(host) : id("recovered", host),
                host.name,
                now.instant(),
                downtime,
                previous,
                restarted));
    }

    void restarted(WatchedHost host, Duration gap, Moment now) {
        events.accept(new HostRestarted(restartId(host), host.name, now.instant(), gap));
    }

    void departed(WatchedHost host, Moment now) {
        events.accept(new HostDeparted(id("departed", host), host.name, now.instant()));
    }

    void problem(WatchedHost host, HardwareCondition condition, Moment now) {
        events.accept(HardwareProblem.of(host.name, now.instant(), condition, true));
    }

    void recovered(WatchedHost host, HardwareCondition condition, Moment now) {
        events.accept(HardwareRecovered.of(host.name, now.instant(), condition, true));
    }

    void isolated(int silent, int known, String cause, Moment now) {
        events.accept(new MonitorIsolated(
                id("isolated", monitor, now.wallMillis()), monitor, now.instant(), silent, known, cause));
    }

    void rejoined(Duration isolation, Moment now) {
        events.accept(
                new MonitorRejoined(id("rejoined", monitor, now.wallMillis()), monitor, now.instant(), isolation));
    }

    void conflict(WatchedHost host, InetAddress other, Moment now) {
        events.accept(new IdentityConflict(
                id("conflict", host.name, now.wallMillis()),
                host.name,
                now.instant(),
                host.addressText(),
                other.getHostAddress()));
    }

    void rejected(String host, Rejection reason, InetAddress from, String advice, Moment now) {
        events.accept(new BeatRejected(
                id("rejected", host, reason, now.wallMillis()),
                host,
                now.instant(),
                reason,
                from.getHostAddress(),
                advice));
    }

    /** By the clock as it is set now, for it may have been set since then. */
    private static Instant lastSeen(WatchedHost host, Moment now) {
        return now.instant().minus(host.silence(now));
    }

    /** One occurrence is one place in one session of the host. */
    private static String id(String kind, WatchedHost host) {
        Session session = host.sessions.current();
        return session == null
                ? id(kind, host.name, host.lastSeenMillis)
                : id(kind, host.name, session.epoch(), session.highestSequence());
    }

    /** The id of the event by which this host is told to be down as it is remembered. */
    static String downId(RememberedHost host) {
        String kind = host.state() == HostState.DEPARTED ? "departed" : "flatlined";
        RememberedHost.RememberedSession session = host.session();
        return session == null
                ? id(kind, host.name(), host.lastSeenMillis())
                : id(kind, host.name(), session.epoch(), session.highestSequence());
    }

    /** That event, as far as it is remembered. */
    static HeartbeatEvent down(RememberedHost host) {
        Instant at = Instant.ofEpochMilli(host.sinceMillis());
        if (host.state() == HostState.DEPARTED) {
            return new HostDeparted(downId(host), host.name(), at);
        }
        Duration silence = Duration.ofMillis(Math.max(0, host.sinceMillis() - host.lastSeenMillis()));
        Evidence evidence = new Evidence(
                silence.toMillis() / host.gapMillis(),
                Duration.ofMillis(host.gapMillis()),
                host.loss(),
                true,
                Duration.ZERO,
                silence,
                0,
                Duration.ZERO,
                host.address(),
                List.of(),
                List.of());
        return new HostFlatlined(downId(host), host.name(), at, at.minus(silence), silence, evidence);
    }

    /** The same in every beat of a session: a monitor that dies before it has written the host down discovers it again. */
    private static String discoveryId(WatchedHost host) {
        Session session = host.sessions.current();
        return session == null ? id("discovered", host) : discoveryId(host.name, session.epoch());
    }

    static String discoveryId(String host, long epoch) {
        return id("discovered", host, epoch);
    }

    /** A session begins once, whether its host was down before or not. */
    private static String restartId(WatchedHost host) {
        Session session = host.sessions.current();
        return session == null ? id("restarted", host) : id("restarted", host.name, session.epoch());
    }

    private static String id(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
