package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each host's way between alive, late, flatlined and departed.
 *
 * <p>What happens is told first and becomes so afterwards: if telling fails, as without memory, it is told at the next occasion.
 *
 * <p>Silence never counts from before the monitor could hear: {@link Listening#excuse} is asked before each use of a detector.
 */
final class Liveness {
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000L;

    /** How a sign of life relates to those before it. */
    enum Continuity {
        SAME,
        /** A new session that only continues the old one after the host slept. */
        RESUMED,
        NEW
    }

    private final Announcer announcer;
    private final Isolation isolation;
    private final Solicitor solicitor;
    private final Listening listening;
    private final DeadlineWheel deadlines;
    /** Their time is up, but nobody else was heard since. */
    private final Set<WatchedHost> awaitingWitness = new LinkedHashSet<>();

    private boolean changed;

    Liveness(Announcer announcer, Isolation isolation, Solicitor solicitor, Listening listening, Moment start) {
        this.announcer = announcer;
        this.isolation = isolation;
        this.solicitor = solicitor;
        this.listening = listening;
        this.deadlines = new DeadlineWheel(start.nanos());
    }

    /** Whether something worth remembering at once happened since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void changed() {
        changed = true;
    }

    void watch(WatchedHost host) {
        if (host.living()) {
            listening.excuse(host);
            deadlines.schedule(host, nextLook(host));
        }
        if (host.flaps()) {
            deadlines.scheduleAtLatest(host, calmAt(host, host.flapping()));
        }
    }

    /** A sign of life. */
    void heard(WatchedHost host, InetSocketAddress from, Sign sign, Continuity continuity, Moment now) {
        Duration away = host.silence(now);
        HostState before = host.state;
        if (continuity != Continuity.SAME) {
            host.detector.beginSession(continuity == Continuity.RESUMED);
        }
        takeBeat(host, from, sign, now);
        switch (before) {
            case LATE -> host.enter(HostState.ALIVE, now);
            case FLATLINED, DEPARTED -> {
                if (host.flaps()) {
                    host.flapping().rose(now);
                } else {
                    announcer.recovered(host, before, away, continuity == Continuity.NEW, now);
                }
                host.enter(HostState.ALIVE, now);
                changed = true;
            }
            case ALIVE, FLAPPING -> {}
        }
        boolean lived = before == HostState.ALIVE || before == HostState.LATE;
        if (continuity == Continuity.NEW && lived && !host.flaps()) {
            announcer.restarted(host, away, now);
        }
        if (continuity != Continuity.SAME) {
            changed = true;
        }
        watch(host);
    }

    void discovered(WatchedHost host, InetSocketAddress from, Sign sign, Moment now) {
        takeBeat(host, from, sign, now);
        host.firstSeenMillis = now.wallMillis();
        host.enter(HostState.ALIVE, now);
        changed = true;
        announcer.discovered(host, now);
        watch(host);
    }

    private void takeBeat(WatchedHost host, InetSocketAddress from, Sign sign, Moment now) {
        if (isolation.heard(from.getAddress(), now) && !awaitingWitness.isEmpty()) {
            awaitingWitness.forEach(accused -> deadlines.scheduleAtLatest(accused, now.nanos()));
            awaitingWitness.clear();
        }
        listening.excuse(host);
        sign.tell(host.detector, now);
        host.beat(from, sign.isExtra() && host.gapNanos > 0 ? host.gapNanos : sign.gapNanos(), now);
        host.listenedNanos = listening.totalNanos();
    }

    void departed(WatchedHost host, Moment now) {
        if (host.state != HostState.DEPARTED) {
            announcer.departed(host, now);
            host.enter(HostState.DEPARTED, now);
            host.flapping = null;
            changed = true;
        }
    }

    /** Judges everyone whose time is up; answers when to come again at the latest. */
    long advance(Moment now) {
        listening.goesOn(now);
        isolation.settle(now);
        for (@Nullable WatchedHost host = deadlines.due(now.nanos()); host != null; host = deadlines.due(now.nanos())) {
            if (host.living()) {
                review(host, now);
            }
            if (host.flaps()) {
                settle(host, host.flapping(), now);
            }
        }
        return deadlines.next(now.nanos() + LONGEST_ROUND_NANOS);
    }

    private void review(WatchedHost host, Moment now) {
        listening.excuse(host);
        long question = host.detector.solicitAtNanos();
        if (question != Long.MAX_VALUE && now.nanos() - question >= 0 && solicitor.ask(host, now)) {
            host.detector.solicited(now.nanos());
        }
        if (host.state == HostState.ALIVE && now.nanos() - host.detector.lateAtNanos() >= 0) {
            host.enter(HostState.LATE, now);
            if (!host.flaps()) {
                announcer.late(host, now);
            }
        }
        if (!timeIsUp(host, now)) {
            deadlines.scheduleAtLatest(host, nextLook(host));
        } else if (isolation.holds(host, now)) {
            if (isolation.active()) {
                host.held = true;
            } else {
                awaitingWitness.add(host);
            }
            deadlines.scheduleAtLatest(host, now.nanos() + LONGEST_ROUND_NANOS);
        } else {
            flatlined(host, now);
            host.enter(HostState.FLATLINED, now);
            changed = true;
        }
    }

    private void flatlined(WatchedHost host, Moment now) {
        boolean flapped = host.flaps();
        Flapping flapping = host.flapping();
        if (flapping.flatlined(now)) {
            announcer.flapping(host, flapping, now);
        } else if (!flapped) {
            announcer.flatlined(host, now);
        }
    }

    /** Tells what has become of a host that flapped, once it has stayed up or down; who is late has done neither. */
    private void settle(WatchedHost host, Flapping flapping, Moment now) {
        if (now.nanos() - calmAt(host, flapping) < 0) {
            deadlines.scheduleAtLatest(host, calmAt(host, flapping));
        } else if (host.state == HostState.ALIVE) {
            announcer.stayedUp(host, flapping, now);
            flapping.end();
            changed = true;
        } else if (host.state == HostState.FLATLINED && !isolation.holds(host, now)) {
            announcer.flatlined(host, now);
            flapping.end();
            changed = true;
        } else {
            deadlines.scheduleAtLatest(host, now.nanos() + LONGEST_ROUND_NANOS);
        }
    }

    /** Only what was watched counts as staying up; who is silent gets a full term. */
    private long calmAt(WatchedHost host, Flapping flapping) {
        if (host.living()) {
            return flapping.calmAtNanos(listening.since(host.gapNanos));
        }
        listening.excuse(host);
        long calm = flapping.calmAtNanos(flapping.changed().nanos());
        long term = host.detector.flatlineAtNanos();
        return term - calm > 0 ? term : calm;
    }

    private boolean timeIsUp(WatchedHost host, Moment now) {
        if (now.nanos() - host.detector.flatlineAtNanos() >= 0 && isolation.overflown(now)) {
            listening.excuse(host);
        }
        if (now.nanos() - host.detector.flatlineAtNanos() >= 0 && host.sessions.awaitsRival(now)) {
            host.detector.notBefore(now.nanos());
        }
        return now.nanos() - host.detector.flatlineAtNanos() >= 0;
    }

    private long nextLook(WatchedHost host) {
        long verdict = host.state == HostState.ALIVE ? host.detector.lateAtNanos() : host.detector.flatlineAtNanos();
        long question = host.detector.solicitAtNanos();
        boolean sooner = question != Long.MAX_VALUE && question - verdict < 0;
        return sooner && solicitor.reaches(host) ? question : verdict;
    }
}
