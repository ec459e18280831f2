package io.heartbeat.internal.monitor;

import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks, before a host is accused, whether the fault is on the monitor's own side, and tells people when it is, in one pair of
 * events however many reasons there are.
 *
 * <p>The main rule: where there are three hosts or more, none is pronounced dead before another was heard after its time was up.
 * Some of the others are asked to say something, so where hosts answer, that takes a round trip. If all that should be heard are silent,
 * or the interfaces are gone, or the socket is broken, or the monitor's own beats are missing too, then the monitor is
 * isolated, until it hears somebody. Hosts heard over the loopback need no network and are neither excused nor counted.
 *
 * <p>Stalls and overflows of the receive buffer are told in the same way, but hold no alarm by themselves: what they excuse is up to
 * {@link Listening}.
 */
final class Isolation {
    private static final long SECOND = 1_000_000_000L;
    private static final long ANSWERS_TAKE = 2 * SECOND;
    private static final long ASK_AGAIN = SECOND / 2;

    /** Longer than a host that beats every minute needs to be heard or missed. */
    private static final long LONGEST_WAIT = 90 * SECOND;

    /** So long the silence of the monitor's own sender is believed to mean something. */
    private static final long LONGEST_OWN_SILENCE = 600 * SECOND;

    private static final long LOOK_FOR_DROPS = 10 * SECOND;
    private static final long DRY = 30 * SECOND;

    private enum Cause {
        STALLED,
        OVERFLOWN,
        NO_INTERFACE,
        BROKEN_SOCKET,
        OWN_SILENCE,
        SILENCE;

        boolean holds() {
            return this != STALLED && this != OVERFLOWN;
        }
    }

    private final Collection<WatchedHost> hosts;
    private final OwnSide ownSide;
    private final Announcer announcer;
    private final Listening listening;
    private final BiConsumer<WatchedHost, Moment> ask;
    private final Stalls stalls = new Stalls();
    private final OwnBeats ownBeats = new OwnBeats();

    private @Nullable Cause cause;
    private long sinceNanos;
    private long deafNanos;
    private long heardNanos;

    private @Nullable Moment looked;
    private @Nullable Census census;
    private Set<InetAddress> own;
    private long askedNanos;
    private long lookedForDropsNanos;
    private long droppedNanos;
    private boolean droppedNow;
    private long droppedSoFar;

    /** @param ask asks a host to say something, if that is possible */
    Isolation(
            Collection<WatchedHost> hosts,
            OwnSide ownSide,
            Announcer announcer,
            Listening listening,
            BiConsumer<WatchedHost, Moment> ask,
            Moment start) {
        this.hosts = hosts;
        this.ownSide = ownSide;
        this.announcer = announcer;
        this.listening = listening;
        this.ask = ask;
        own = ownSide.addresses();
        heardNanos = start.nanos();
        askedNanos = start.nanos() - ASK_AGAIN;
        lookedForDropsNanos = start.nanos();
    }

    /** Whether all alarms are held. */
    boolean active() {
        return cause != null && cause.holds();
    }

    /** Whether the alarm for this host, whose time is up, must be held. */
    boolean holds(WatchedHost host, Moment now) {
        lookAround(now);
        if (isLocal(host)) {
            return false;
        }
        if (!active()) {
            suspect(host, now);
        }
        if (active() || waitsForWitness(host, now)) {
            return true;
        }
        if (cause == Cause.STALLED && !stalls.repeated()) {
            end(now);
        }
        return false;
    }

    private void suspect(WatchedHost host, Moment now) {
        Census count = census(host, now);
        long overdueNanos = now.nanos() - host.detector.flatlineAtNanos();
        if (own.isEmpty()) {
            begin(Cause.NO_INTERFACE, "no network interface is up", count, now);
        } else if (heardSince(host.detector.flatlineAtNanos())) {
            if (!host.held && count.nearlyEveryoneIsSilent()) {
                begin(Cause.SILENCE, "nearly everyone fell silent at once", count, now);
            }
        } else if (ownSide.deaf()) {
            begin(Cause.BROKEN_SOCKET, "its socket broke", count, now);
        } else if (ownBeats.missing(listening, now)) {
            begin(Cause.OWN_SILENCE, "its own beats are not heard either", count, now);
        } else if (count.everyoneIsSilent()
                || (!host.held && overdueNanos > ANSWERS_TAKE && count.nearlyEveryoneIsSilent())) {
            begin(Cause.SILENCE, "nearly everyone fell silent at once", count, now);
        }
    }

    private boolean waitsForWitness(WatchedHost host, Moment now) {
        long upNanos = host.detector.flatlineAtNanos();
        Census count = census(host, now);
        if (heardSince(upNanos) || !count.conclusive() || now.nanos() - upNanos > LONGEST_WAIT) {
            return false;
        }
        if (now.nanos() - askedNanos >= ASK_AGAIN) {
            askedNanos = now.nanos();
            count.worthAsking().forEach(other -> ask.accept(other, now));
        }
        return true;
    }

    private boolean heardSince(long nanos) {
        return heardNanos - nanos > 0;
    }

    /** Taken once per round: a million expiries must not cost a million counts. */
    private Census census(WatchedHost accused, Moment now) {
        if (census == null) {
            census = Census.take(hosts, host -> !isLocal(host), accused.detector.missedAtNanos(), now);
        }
        return census;
    }

    /** Done once per round, for the same reason. */
    private void lookAround(Moment now) {
        if (!now.equals(looked)) {
            looked = now;
            census = null;
            own = ownSide.addresses();
        }
    }

    /** Whether datagrams were thrown away since this was asked last, so that a host whose time is up may have another term. */
    boolean overflown(Moment now) {
        if (lookedForDropsNanos != now.nanos()) {
            lookForDrops(now);
        }
        return droppedNow;
    }

    /** How many datagrams were thrown away, when this was looked at last. */
    long dropped() {
        return droppedSoFar;
    }

    private void lookForDrops(Moment now) {
        lookedForDropsNanos = now.nanos();
        long dropped = ownSide.dropped();
        droppedNow = dropped > 0;
        if (!droppedNow) {
            return;
        }
        droppedNanos = now.nanos();
        droppedSoFar += dropped;
        listening.lossy(now);
        Census count = Census.take(hosts, host -> true, now.nanos(), now);
        if (cause == null && count.silent() > 0) {
            String lost = "the receive buffer overflowed: " + dropped + " datagrams were lost; raise net.core.rmem_max";
            begin(Cause.OVERFLOWN, lost, count, now);
        }
    }

    /** The monitor did not run. */
    void stalled(Stall stall, Moment now) {
        String why = stalls.stalled(stall, now);
        if (why != null && cause == null) {
            int living = (int) hosts.stream().filter(WatchedHost::living).count();
            begin(Cause.STALLED, why, new Census(0, 0, living, List.of()), now);
            sinceNanos -= stall.nanos();
        }
    }

    /** A beat of the monitor's own process has come back over the network. */
    void heardItself(Beat beat, Moment now) {
        ownBeats.heard(beat, now);
        if (cause == Cause.OWN_SILENCE) {
            end(now);
        }
    }

    /** Called for every sign of life; whether it proves that the monitor hears the network. */
    boolean heard(InetAddress from, Moment now) {
        if (active()) {
            lookAround(now);
        }
        if (from.isLoopbackAddress() || own.contains(from)) {
            return false;
        }
        if (active()) {
            ownBeats.distrust();
            end(now);
        }
        heardNanos = now.nanos();
        return true;
    }

    /** Called in every round: ends what is over. */
    void settle(Moment now) {
        if (now.nanos() - lookedForDropsNanos >= LOOK_FOR_DROPS) {
            lookForDrops(now);
        }
        if (cause != null && isOver(cause, now)) {
            if (cause.holds()) {
                hosts.forEach(host -> host.held = false);
            }
            end(now);
        }
    }

    private boolean isOver(Cause present, Moment now) {
        return switch (present) {
            case STALLED -> stalls.calm(now) && (heardSince(stalls.lastNanos()) || stalls.forgotten(now));
            case OVERFLOWN -> now.nanos() - droppedNanos >= DRY;
            case NO_INTERFACE -> {
                lookAround(now);
                yield !own.isEmpty();
            }
            case BROKEN_SOCKET -> !ownSide.deaf();
            case OWN_SILENCE -> {
                boolean tooLong = now.nanos() - sinceNanos >= LONGEST_OWN_SILENCE;
                if (tooLong) {
                    ownBeats.distrust();
                }
                yield tooLong;
            }
            case SILENCE -> false;
        };
    }

    /** If something is told already, this only deepens it. */
    private void begin(Cause found, String why, Census count, Moment now) {
        if (cause == null) {
            sinceNanos = now.nanos();
            announcer.isolated(count.silent(), count.living(), why, now);
        }
        cause = found;
        deafNanos = found == Cause.SILENCE ? heardNanos : now.nanos();
    }

    private void end(Moment now) {
        if (active()) {
            listening.deaf(now.nanos() - deafNanos, now);
        }
        cause = null;
        announcer.rejoined(Duration.ofNanos(now.nanos() - sinceNanos), now);
    }

    private boolean isLocal(WatchedHost host) {
        InetAddress address = host.address();
        return address != null && (address.isLoopbackAddress() || own.contains(address));
    }
}
