package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many of the living hosts are heard at one moment, and how many are not.
 *
 * @param silent how many are overdue
 * @param witnesses how many of the others prove by a beat since a certain time that the monitor can hear
 * @param undecided how many are neither
 * @param worthAsking some of those who are not silent
 */
record Census(int silent, int witnesses, int undecided, List<WatchedHost> worthAsking) {
    private static final int FEWEST_HOSTS = 3;
    private static final double NEARLY_ALL = 0.9;
    private static final int MOST_ASKED = 5;

    static Census take(Collection<WatchedHost> hosts, Predicate<WatchedHost> counts, long sinceNanos, Moment now) {
        int silent = 0;
        int witnesses = 0;
        int undecided = 0;
        List<WatchedHost> worthAsking = new ArrayList<>();
        for (WatchedHost host : hosts) {
            if (!host.living() || !counts.test(host)) {
                continue;
            }
            if (host.state == HostState.LATE || now.nanos() - host.detector.missedAtNanos() > 0) {
                silent++;
                continue;
            }
            if (worthAsking.size() < MOST_ASKED && host.source != null) {
                worthAsking.add(host);
            }
            if (host.lastBeatNanos - sinceNanos > 0) {
                witnesses++;
            } else {
                undecided++;
            }
        }
        return new Census(silent, witnesses, undecided, worthAsking);
    }

    int living() {
        return silent + witnesses + undecided;
    }

    /** Whether there are enough hosts to conclude anything from the silence of one about that of others. */
    boolean conclusive() {
        return living() >= FEWEST_HOSTS;
    }

    boolean everyoneIsSilent() {
        return conclusive() && silent == living();
    }

    /** Whether the silent ones are too many to have died by chance at the same time. */
    boolean nearlyEveryoneIsSilent() {
        return silent >= FEWEST_HOSTS && silent >= Math.ceil(NEARLY_ALL * (silent + witnesses));
    }
}
