package io.heartbeat.benchmarks.detection;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.LatenessModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A detector with one setting.
 *
 * @param peer whether it is another project's or paper's, and so may be the best of them in hindsight
 */
record Candidate(String name, boolean peer, Function<Trace, DetectorUnderTest> maker) {
    private static final long INTERVAL = Nanos.SECOND;
    private static final long INTERVAL_MILLIS = 1_000;
    private static final int HAZELCAST_SAMPLES = 200;

    static final Candidate HEARTBEAT = heartbeat("heartbeat", DetectionTarget.usual(), true);
    static final Candidate ONE_WAY = heartbeat("heartbeat one-way", DetectionTarget.usual(), false);
    /** Asked for as few mistakes as the peers are allowed that are chosen in hindsight, one a month. */
    static final Candidate MONTHLY = heartbeat("heartbeat monthly", DetectionTarget.falseAlarms(12), true);

    static final Candidate MONTHLY_ONE_WAY =
            heartbeat("heartbeat monthly one-way", DetectionTarget.falseAlarms(12), false);
    static final Candidate INHERITED = new Candidate(
            "heartbeat inherited",
            false,
            trace -> new HeartbeatDetector(DetectionTarget.usual(), Teacher.modelOf(trace), true));
    static final Candidate THREE_MISSED = fixed(3);
    static final Candidate PEKKO = pekko(8, 3_000);
    static final Candidate CASSANDRA = cassandra(8);

    /** Heartbeat's, then the defaults of the peers, then what else one might set them to. */
    static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>(
                List.of(HEARTBEAT, ONE_WAY, MONTHLY, MONTHLY_ONE_WAY, INHERITED, THREE_MISSED, PEKKO, CASSANDRA));
        for (double k :
                new double[] {2.1, 3.1, 4, 4.1, 5.1, 6, 6.1, 7.1, 8.1, 9.1, 10.1, 12.1, 16.1, 21.1, 26.1, 32.1}) {
            all.add(fixed(k));
        }
        for (int window : new int[] {32, 1_000}) {
            for (double alpha :
                    new double[] {0.1, 0.6, 1.1, 1.6, 2.1, 3.1, 4.1, 5.1, 6.1, 8.1, 12.1, 16.1, 24.1, 32.1}) {
                all.add(chen(window, alpha));
            }
        }
        for (double phi : new double[] {0.5, 1, 2, 3, 5, 12, 16}) {
            all.add(cassandra(phi));
        }
        all.add(bertier(4));
        all.add(bertier(16));
        all.add(pekko(12, 10_000));
        for (long pause : new long[] {0, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 60_000}) {
            all.add(hazelcast(10, pause));
        }
        return all;
    }

    /** Those of which the table shows the defaults, and a few settings beside. */
    static List<Candidate> few() {
        List<Candidate> few = new ArrayList<>(List.of(HEARTBEAT, ONE_WAY, THREE_MISSED, PEKKO, CASSANDRA));
        for (double k : new double[] {4.1, 5.1, 6.1, 9.1, 21.1, 32.1}) {
            few.add(fixed(k));
        }
        for (double alpha : new double[] {1.1, 3.1, 8.1, 24.1}) {
            few.add(chen(32, alpha));
        }
        few.add(hazelcast(10, 3_000));
        return few;
    }

    DetectorUnderTest detectorFor(Trace trace) {
        return maker.apply(trace);
    }

    static Candidate heartbeat(String name, DetectionTarget target, boolean asks) {
        return new Candidate(name, false, trace -> new HeartbeatDetector(target, new LatenessModel(), asks));
    }

    static Candidate fixed(double intervals) {
        return peer("fixed k=" + plain(intervals), () -> FixedTimeout.of(intervals, INTERVAL));
    }

    static Candidate chen(int window, double alpha) {
        return peer("nfde" + window + " alpha=" + plain(alpha), () -> new ChenEstimate(window, alpha, INTERVAL));
    }

    static Candidate bertier(double phi) {
        return peer("bertier phi=" + plain(phi), () -> new Bertier(phi, INTERVAL));
    }

    static Candidate cassandra(double phi) {
        return peer("cassandra phi=" + plain(phi), () -> new Cassandra(phi));
    }

    static Candidate pekko(double phi, long pauseMillis) {
        return peer(
                "pekko phi=" + plain(phi) + " pause=" + plain(pauseMillis / 1e3),
                () -> new PhiAccrual(() -> new PekkoPhi(phi, pauseMillis, INTERVAL_MILLIS)));
    }

    static Candidate hazelcast(double phi, long pauseMillis) {
        return peer(
                "hazelcast phi=" + plain(phi) + " pause=" + plain(pauseMillis / 1e3),
                () -> new PhiAccrual(() -> new HazelcastPhi(phi, HAZELCAST_SAMPLES, pauseMillis, INTERVAL_MILLIS)));
    }

    private static Candidate peer(String name, Supplier<DetectorUnderTest> detector) {
        return new Candidate(name, true, trace -> detector.get());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }
}
