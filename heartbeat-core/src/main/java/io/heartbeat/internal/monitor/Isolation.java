package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.time.Moment;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks, before a host is accused, whether the fault is on the monitor's own side: its network interfaces are gone, or nearly
 * everyone fell silent at once. Hosts heard over the loopback need no network and are neither excused nor counted.
 */
final class Isolation {
    private static final int FEWEST_HOSTS = 3;
    private static final double NEARLY_ALL = 0.9;

    private enum Cause {
        NO_INTERFACE("no network interface is up"),
        SILENCE("nearly everyone fell silent at once");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    private record Census(int silent, int known) {}

    private final Collection<WatchedHost> hosts;
    private final FailureDetector detector;
    private final Supplier<Set<InetAddress>> ownAddresses;
    private final Announcer announcer;

    private @Nullable Cause cause;
    private @Nullable Moment since;
    private @Nullable Moment acquitted;
    private @Nullable Moment looked;
    private Set<InetAddress> own = Set.of();

    Isolation(
            Collection<WatchedHost> hosts,
            FailureDetector detector,
            Supplier<Set<InetAddress>> ownAddresses,
            Announcer announcer) {
        this.hosts = hosts;
        this.detector = detector;
        this.ownAddresses = ownAddresses;
        this.announcer = announcer;
    }

    boolean active() {
        return cause != null;
    }

    /** Whether the alarm for this host, whose time is up, must be held. */
    boolean holds(WatchedHost host, Moment now) {
        lookAround(now);
        if (isLocal(host)) {
            return false;
        }
        if (cause == null && !now.equals(acquitted)) {
            cause = findCause(host, now);
        }
        return cause != null;
    }

    private @Nullable Cause findCause(WatchedHost host, Moment now) {
        Census census = census(host, now);
        Cause found = null;
        if (own.isEmpty()) {
            found = Cause.NO_INTERFACE;
        } else if (host.held) {
            return null;
        } else if (census.silent >= FEWEST_HOSTS && census.silent >= Math.ceil(NEARLY_ALL * census.known)) {
            found = Cause.SILENCE;
        }
        if (found == null) {
            acquitted = now;
        } else {
            since = now;
            announcer.isolated(census.silent, census.known, found.text, now);
        }
        return found;
    }

    /** Interfaces are listed at most once per round: a million expiries must not cost a million system calls. */
    private void lookAround(Moment now) {
        if (!now.equals(looked)) {
            looked = now;
            own = ownAddresses.get();
        }
    }

    /** Counts those who are overdue, and those who prove by a beat since the accused fell silent that we can hear. */
    private Census census(WatchedHost accused, Moment now) {
        int silent = 0;
        int witnesses = 0;
        for (WatchedHost host : hosts) {
            if (!host.living() || isLocal(host)) {
                continue;
            }
            if (host.state == HostState.LATE || overdue(host, now)) {
                silent++;
            } else if (host.lastBeatNanos - accused.lastBeatNanos > accused.gapNanos) {
                witnesses++;
            }
        }
        return new Census(silent, silent + witnesses);
    }

    private boolean overdue(WatchedHost host, Moment now) {
        return now.nanos() - host.lastBeatNanos > detector.lateAfter(host.gapNanos);
    }

    /** Called in every round: whether an isolation for want of an interface has just ended. */
    boolean interfaceReturned(Moment now) {
        if (cause != Cause.NO_INTERFACE) {
            return false;
        }
        lookAround(now);
        if (own.isEmpty()) {
            return false;
        }
        hosts.forEach(host -> host.held = false);
        end(now);
        return true;
    }

    /** Called for every sign of life: whether it has just ended an isolation. */
    boolean heard(InetAddress from, Moment now) {
        if (cause == null) {
            return false;
        }
        lookAround(now);
        if (from.isLoopbackAddress() || own.contains(from)) {
            return false;
        }
        end(now);
        return true;
    }

    private void end(Moment now) {
        Duration isolation = since == null ? Duration.ZERO : Duration.ofNanos(now.nanos() - since.nanos());
        cause = null;
        since = null;
        announcer.rejoined(isolation, now);
    }

    private boolean isLocal(WatchedHost host) {
        return host.address != null && (host.address.isLoopbackAddress() || own.contains(host.address));
    }
}
