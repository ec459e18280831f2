package io.heartbeat.internal.monitor;

import io.heartbeat.event.HostState;
import io.heartbeat.internal.time.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says who else fell silent when a host did. Two hosts fell silent together if both are missing, and each was last heard before it
 * could be told from the other's silence. Everybody is looked at once per round at most, however many flatline in it.
 */
final class Silences {
    private static final int MOST_NAMES = 20;
    private static final int MOST_LOOKS = 500;
    private static final double GAPS = 1.5;

    private final Collection<WatchedHost> hosts;
    private @Nullable Moment looked;

    /** Those who are missing, by their last beat. */
    private List<WatchedHost> missing = List.of();

    /** When their silences began and can be told, each in order of time and before the present round. */
    private long[] begins = {};

    private long[] tells = {};

    Silences(Collection<WatchedHost> hosts) {
        this.hosts = hosts;
    }

    /** The names of those who fell silent with the host: the nearest in time first, and of many only how many more there are. */
    List<String> with(WatchedHost host, Moment now) {
        if (!host.heard) {
            return List.of();
        }
        lookAround(now);
        long begin = begin(host, now);
        int others = below(begins, tells(host, now)) - below(tells, begin + 1) - 1;
        List<String> names = new ArrayList<>();
        int left = below(begins, begin) - 1;
        int right = left + 1;
        for (int looks = 0; looks < MOST_LOOKS && names.size() < Math.min(others, MOST_NAMES); looks++) {
            boolean goesLeft = right == begins.length || (left >= 0 && begin - begins[left] < begins[right] - begin);
            WatchedHost next = missing.get(goesLeft ? left-- : right++);
            if (next != host && areTogether(next, host, now)) {
                names.add(next.name);
            }
        }
        if (others > names.size()) {
            names.add("and " + (others - names.size()) + " more");
        }
        return names;
    }

    private void lookAround(Moment now) {
        if (now.equals(looked)) {
            return;
        }
        looked = now;
        missing = hosts.stream()
                .filter(host -> host.heard && host.state != HostState.DEPARTED)
                .filter(host -> now.nanos() - host.detector.missedAtNanos() > 0)
                .sorted(Comparator.comparingLong(host -> begin(host, now)))
                .toList();
        begins = missing.stream().mapToLong(host -> begin(host, now)).toArray();
        tells = missing.stream().mapToLong(host -> tells(host, now)).sorted().toArray();
    }

    private static boolean areTogether(WatchedHost one, WatchedHost other, Moment now) {
        return begin(one, now) < tells(other, now) && begin(other, now) < tells(one, now);
    }

    private static long begin(WatchedHost host, Moment now) {
        return host.lastBeatNanos - now.nanos();
    }

    private static long tells(WatchedHost host, Moment now) {
        return begin(host, now) + (long) (GAPS * host.gapNanos);
    }

    /** How many of these times, which are in order, are before the given one. */
    private static int below(long[] times, long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
