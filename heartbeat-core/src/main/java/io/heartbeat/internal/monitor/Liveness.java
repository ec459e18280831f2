package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.time.Moment;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Each host's way between alive, late, flatlined and departed.
 *
 * <p>Silence never counts from before {@link #silenceCountsFrom}: the start of the monitor, its last stall, or the end of its
 * last isolation. So one rule gives every host a full new term whenever the monitor could not listen.
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

    private final FailureDetector detector;
    private final Announcer announcer;
    private final Isolation isolation;
    private final DeadlineQueue deadlines = new DeadlineQueue();

    private long silenceCountsFrom;
    private boolean changed;

    Liveness(FailureDetector detector, Announcer announcer, Isolation isolation, Moment start) {
        this.detector = detector;
        this.announcer = announcer;
        this.isolation = isolation;
        this.silenceCountsFrom = start.nanos();
    }

    /** The monitor could not listen: nobody is blamed for silence before this time. */
    void giveEverybodyANewTerm(long fromNanos) {
        if (fromNanos - silenceCountsFrom > 0) {
            silenceCountsFrom = fromNanos;
        }
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
            deadlines.schedule(host, silenceBegins(host) + detector.lateAfter(host.gapNanos));
        }
    }

    /** A sign of life. */
    void heard(WatchedHost host, InetAddress from, long gapNanos, Continuity continuity, Moment now) {
        Duration away = host.silence(now);
        HostState before = host.state;
        takeBeat(host, from, gapNanos, now);
        switch (before) {
            case LATE -> host.enter(HostState.ALIVE, now);
            case FLATLINED, DEPARTED -> {
                host.enter(HostState.ALIVE, now);
                announcer.recovered(host, before, away, continuity == Continuity.NEW, now);
                changed = true;
            }
            case ALIVE -> {}
        }
        if (continuity == Continuity.NEW && (before == HostState.ALIVE || before == HostState.LATE)) {
            announcer.restarted(host, away, now);
        }
        if (continuity != Continuity.SAME) {
            changed = true;
        }
        watch(host);
    }

    void discovered(WatchedHost host, InetAddress from, long gapNanos, Moment now) {
        takeBeat(host, from, gapNanos, now);
        host.firstSeenMillis = now.wallMillis();
        host.enter(HostState.ALIVE, now);
        changed = true;
        announcer.discovered(host, now);
        watch(host);
    }

    private void takeBeat(WatchedHost host, InetAddress from, long gapNanos, Moment now) {
        host.beat(from, gapNanos, now);
        if (isolation.heard(from, now)) {
            giveEverybodyANewTerm(now.nanos());
        }
    }

    void departed(WatchedHost host, Moment now) {
        if (host.state != HostState.DEPARTED) {
            host.enter(HostState.DEPARTED, now);
            changed = true;
            announcer.departed(host, now);
        }
    }

    /** Judges everyone whose time is up; answers when to come again at the latest. */
    long advance(Moment now) {
        if (isolation.interfaceReturned(now)) {
            giveEverybodyANewTerm(now.nanos());
        }
        for (@Nullable WatchedHost host = deadlines.due(now.nanos()); host != null; host = deadlines.due(now.nanos())) {
            if (host.living()) {
                review(host, now);
            }
        }
        return deadlines.next(now.nanos() + LONGEST_ROUND_NANOS);
    }

    private void review(WatchedHost host, Moment now) {
        long silence = now.nanos() - silenceBegins(host);
        if (silence < detector.lateAfter(host.gapNanos)) {
            deadlines.schedule(host, silenceBegins(host) + detector.lateAfter(host.gapNanos));
            return;
        }
        if (host.state == HostState.ALIVE) {
            host.enter(HostState.LATE, now);
            announcer.late(host, now);
        }
        if (silence < detector.flatlinedAfter(host.gapNanos)) {
            deadlines.schedule(host, silenceBegins(host) + detector.flatlinedAfter(host.gapNanos));
        } else if (isolation.holds(host, now)) {
            host.held = true;
            deadlines.schedule(host, now.nanos() + LONGEST_ROUND_NANOS);
        } else {
            host.enter(HostState.FLATLINED, now);
            changed = true;
            announcer.flatlined(host, now);
        }
    }

    private long silenceBegins(WatchedHost host) {
        return host.lastBeatNanos - silenceCountsFrom > 0 ? host.lastBeatNanos : silenceCountsFrom;
    }
}
