package io.heartbeat.benchmarks.detection;

import java.util.List;

/**
 * What is simulated.
 *
 * @param seeds one world of each trace for each
 * @param days how long a world lasts
 * @param crashes per trace, shared out evenly among the worlds
 * @param coldHosts hosts whose first day is looked at, for each trace; 0 for none
 */
record Plan(List<Trace> traces, List<Candidate> candidates, List<Long> seeds, double days, int crashes, int coldHosts) {
    /** Not counted at the beginning, except on day one. */
    static final int WARM_UP_BEATS = 1_500;
}
