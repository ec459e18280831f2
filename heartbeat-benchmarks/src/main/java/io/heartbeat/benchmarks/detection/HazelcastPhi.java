package io.heartbeat.benchmarks.detection;

import com.hazelcast.internal.cluster.fd.PhiAccrualFailureDetector;

/** Hazelcast's phi accrual failure detector, with its defaults but for those named. */
final class HazelcastPhi implements PhiAccrual.Peer {
    private static final double LEAST_DEVIATION_MILLIS = 100;

    private final PhiAccrualFailureDetector detector;

    HazelcastPhi(double threshold, int samples, long pauseMillis, long firstGapMillis) {
        detector =
                new PhiAccrualFailureDetector(threshold, samples, LEAST_DEVIATION_MILLIS, pauseMillis, firstGapMillis);
    }

    @Override
    public void heard(long millis) {
        detector.heartbeat(millis);
    }

    @Override
    public boolean isAlive(long millis) {
        return detector.isAlive(millis);
    }
}
