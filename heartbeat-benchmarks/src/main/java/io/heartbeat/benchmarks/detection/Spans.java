package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Times that do not overlap, in order: the pauses of a host, the stalls of a monitor, the bursts of loss on a network. */
final class Spans {
    private final long[] from;
    private final long[] to;

    private Spans(long[] from, long[] to) {
        this.from = from;
        this.to = to;
    }

    /** Something that happens so often and takes so long, on average every day alike. */
    record Often(double perDay, long nanos) {}

    /** All of it until the end, at times that chance chooses. */
    static Spans of(List<Often> kinds, Chance chance, long end) {
        SplittableRandom random = chance.inARow();
        List<long[]> all = new ArrayList<>();
        for (Often kind : kinds) {
            long count = Math.round(kind.perDay * end / Nanos.DAY);
            for (long i = 0; i < count; i++) {
                long start = random.nextLong(end - kind.nanos);
                all.add(new long[] {start, start + kind.nanos});
            }
        }
        return of(all);
    }

    /** These spans; what overlaps is joined. */
    static Spans of(List<long[]> spans) {
        List<long[]> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(span -> span[0]));
        List<long[]> joined = new ArrayList<>();
        for (long[] span : sorted) {
            long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && span[0] <= last[1]) {
                last[1] = Math.max(last[1], span[1]);
            } else {
                joined.add(span.clone());
            }
        }
        return new Spans(
                joined.stream().mapToLong(span -> span[0]).toArray(),
                joined.stream().mapToLong(span -> span[1]).toArray());
    }

    /** Each of them longer at its end. */
    Spans longerBy(long nanos) {
        List<long[]> longer = list();
        longer.forEach(span -> span[1] += nanos);
        return of(longer);
    }

    private List<long[]> list() {
        List<long[]> list = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            list.add(new long[] {from[i], to[i]});
        }
        return list;
    }

    /** These and those. */
    Spans and(Spans others) {
        List<long[]> both = list();
        both.addAll(others.list());
        return of(both);
    }

    int count() {
        return from.length;
    }

    long from(int index) {
        return from[index];
    }

    long to(int index) {
        return to[index];
    }

    boolean cover(long nanos) {
        int index = lastBegunBy(nanos);
        return index >= 0 && nanos < to[index];
    }

    /** The same time, or the end of the span that covers it. */
    long after(long nanos) {
        int index = nanos == Nanos.NEVER ? -1 : lastBegunBy(nanos);
        return index >= 0 ? Math.max(nanos, to[index]) : nanos;
    }

    /** The same time, or the beginning of the span that covers it. */
    long before(long nanos) {
        int index = lastBegunBy(nanos);
        return index >= 0 && nanos < to[index] ? from[index] : nanos;
    }

    /** How much of the time between these two they take. */
    long takenBetween(long begin, long end) {
        long taken = 0;
        for (int i = lastBegunBy(end); i >= 0 && to[i] > begin; i--) {
            taken += Math.min(end, to[i]) - Math.max(begin, from[i]);
        }
        return Math.max(0, taken);
    }

    private int lastBegunBy(long nanos) {
        int index = Arrays.binarySearch(from, nanos);
        return index >= 0 ? index : -index - 2;
    }
}
