package io.heartbeat.benchmarks.performance;

import java.util.List;
import java.util.Locale;

/** The whole monitor under floods, and the bare loop under the same floods in turn. */
final class Pipeline {
    /** What one processor sends with a call for sixty at a time. */
    private static final int MANY_HOSTS = 100_000;

    private final int rounds;

    Pipeline(int rounds) {
        this.rounds = rounds;
    }

    /** One kind of flood. */
    private record Case(Traffic traffic, int hosts) {}

    private static final List<Case> CASES = List.of(
            new Case(Traffic.BEATS, 1),
            new Case(Traffic.BEATS, 1_000),
            new Case(Traffic.BEATS, MANY_HOSTS),
            new Case(Traffic.REPLAYS, 1_000),
            new Case(Traffic.BAD_TAGS, 1_000),
            new Case(Traffic.STRANGERS, 1_000),
            new Case(Traffic.WRONG_KEY, 1_000),
            new Case(Traffic.GARBAGE, 1_000));

    String table() throws InterruptedException {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
                Processor time of the receiving thread for each datagram of %d bytes, flooded faster than it can be read; the ratio is to a \
                bare `DatagramChannel` loop under the same flood in the same round. Median of %d rounds (middle half).

                | flood | hosts | x bare | ns | bare ns | allocated, bytes |
                |---|---|---|---|---|---|
                """, Magazine.LENGTH, rounds));
        try (BareLoop bare = new BareLoop()) {
            Rounds.warmUp(bare);
            for (Case one : CASES) {
                text.append(row(one, bare));
            }
            text.append("\n").append(sustained(bare));
        }
        return text.toString();
    }

    private String row(Case one, BareLoop bare) throws InterruptedException {
        try (Watching monitor = new Watching(1, MANY_HOSTS);
                Flood flood = new Flood(one.hosts, 1)) {
            Rounds result = new Rounds(monitor, bare, flood, one.traffic);
            result.prime(one.hosts);
            result.run(rounds);
            String row = String.format(
                    Locale.ROOT,
                    "| %s | %d | **%s** | %.0f | %.0f | %.0f |%n",
                    one.traffic.title(),
                    one.hosts,
                    result.ratio().text(2),
                    result.nanos().median(),
                    result.bareNanos().median(),
                    result.bytes().median());
            System.err.print(row);
            return row;
        }
    }

    private String sustained(BareLoop bare) throws InterruptedException {
        try (Watching monitor = new Watching(1, MANY_HOSTS);
                Flood flood = new Flood(MANY_HOSTS, 1)) {
            Rounds result = new Rounds(monitor, bare, flood, Traffic.BEATS);
            result.prime(MANY_HOSTS);
            result.run(rounds, 0, false);
            return "Sent by one processor as fast as it can with a call for sixty at a time (sendmmsg), valid beats of "
                    + MANY_HOSTS + " hosts: the monitor receives **"
                    + result.received().text(2)
                    + "** of what the bare loop receives.\n";
        }
    }
}
