package io.heartbeat.examples.it;

import java.time.Duration;

/** The lengths of time that follow from the protocol, for hosts that beat every {@link #INTERVAL}. */
final class Timing {
    static final Duration INTERVAL = Duration.ofMillis(800);

    /** How many promised gaps of silence make a flatline at least: of a host that is known and answers. */
    static final double SOONEST_GAPS = 2.1;

    /** And at most: of a host that is new and cannot be asked. */
    private static final double LATEST_GAPS = 8.1;

    /** A beat is put off by up to a twentieth of the interval, so two can be this far apart, or this close. */
    private static final double LONGEST_GAP = 1.05 * INTERVAL.toMillis();

    private static final double SHORTEST_GAP = 0.9 * INTERVAL.toMillis();

    /** What a busy machine may add: the processes of a test compete for few cores. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** From the death of a host, which may have beaten just before or was just about to, to the verdict. */
    static final Duration SOONEST_VERDICT = millis(SOONEST_GAPS * SHORTEST_GAP - LONGEST_GAP);

    static final Duration LATEST_VERDICT = millis(LATEST_GAPS * LONGEST_GAP).plus(SLACK);

    /** Whoever has not been accused after this long of listening is not going to be. */
    static final Duration LONG_ENOUGH = millis(LATEST_GAPS * LONGEST_GAP).plusSeconds(1);

    /** For things that merely have to happen. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Timing() {}

    private static Duration millis(double millis) {
        return Duration.ofMillis((long) millis);
    }
}
