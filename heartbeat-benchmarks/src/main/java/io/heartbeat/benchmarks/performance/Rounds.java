package io.heartbeat.benchmarks.performance;

import java.util.ArrayList;
import java.util.List;

/** A monitor and the bare loop under the same flood, in turn. */
final class Rounds {
    private static final int DATAGRAMS = 400_000;
    /** More than anybody can receive here. */
    private static final long PER_SECOND = 1_600_000;

    private static final long GENTLY = 40_000;
    private static final int WARM_UP = 1;

    /** Until these are over, a beat takes twice as long: the virtual machine still compiles. */
    private static final int ROUNDS_UNTIL_COMPILED = 12;

    private static final int HOSTS_UNTIL_COMPILED = 1_000;

    private final Receiver monitor;
    private final Receiver bare;
    private final Flood flood;
    private final Traffic traffic;
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> bareNanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private final List<Double> received = new ArrayList<>();

    Rounds(Receiver monitor, Receiver bare, Flood flood, Traffic traffic) {
        this.monitor = monitor;
        this.bare = bare;
        this.flood = flood;
        this.traffic = traffic;
    }

    /** Floods a monitor that nobody measures, so that the first that is measured is not the one that pays for the compiling. */
    static void warmUp(Receiver bare) throws InterruptedException {
        try (Watching monitor = new Watching(1, HOSTS_UNTIL_COMPILED);
                Flood flood = new Flood(HOSTS_UNTIL_COMPILED, 1)) {
            for (Traffic traffic : Traffic.values()) {
                Rounds unmeasured = new Rounds(monitor, bare, flood, traffic);
                unmeasured.prime(HOSTS_UNTIL_COMPILED);
                unmeasured.run(traffic == Traffic.BEATS ? ROUNDS_UNTIL_COMPILED : 1);
            }
        }
    }

    /** Lets the monitor get to know so many hosts. */
    void prime(int hosts) {
        flood.load(Traffic.BEATS, 2 * hosts);
        flood.send("127.0.0.1", monitor.port(), GENTLY, false);
    }

    void run(int rounds) throws InterruptedException {
        run(rounds, PER_SECOND, true);
    }

    /** See {@link Flood#send}. */
    void run(int rounds, long perSecond, boolean segmented) throws InterruptedException {
        flood.load(traffic == Traffic.REPLAYS ? Traffic.BEATS : traffic, DATAGRAMS);
        for (int round = -WARM_UP; round < rounds; round++) {
            if (traffic == Traffic.BEATS) {
                flood.load(traffic, DATAGRAMS);
            }
            Sample its = Sample.of(monitor, flood, perSecond, segmented);
            Sample base = Sample.of(bare, flood, perSecond, segmented);
            if (round >= 0) {
                ratios.add(its.nanosEach() / base.nanosEach());
                nanos.add(its.nanosEach());
                bareNanos.add(base.nanosEach());
                bytes.add(its.bytesEach());
                received.add(its.share() / base.share());
            }
        }
    }

    /** Processor time for each datagram, as a multiple of that of the bare loop in the same round. */
    Spread ratio() {
        return Spread.of(ratios);
    }

    Spread nanos() {
        return Spread.of(nanos);
    }

    Spread bareNanos() {
        return Spread.of(bareNanos);
    }

    /** Allocated for each datagram. */
    Spread bytes() {
        return Spread.of(bytes);
    }

    /** How much of what the bare loop received was received. */
    Spread received() {
        return Spread.of(received);
    }
}
