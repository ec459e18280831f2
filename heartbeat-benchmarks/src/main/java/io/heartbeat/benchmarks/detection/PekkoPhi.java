package io.heartbeat.benchmarks.detection;

import java.util.concurrent.TimeUnit;
import org.apache.pekko.remote.FailureDetector;
import org.apache.pekko.remote.PhiAccrualFailureDetector;
import scala.concurrent.duration.FiniteDuration;

/** Apache Pekko's phi accrual failure detector, with its defaults but for the threshold and the acceptable pause. */
final class PekkoPhi implements PhiAccrual.Peer {
    private static final int SAMPLES = 1_000;
    private static final long LEAST_DEVIATION_MILLIS = 100;

    private final DrivenClock clock = new DrivenClock();
    private final PhiAccrualFailureDetector detector;

    PekkoPhi(double threshold, long pauseMillis, long firstGapMillis) {
        detector = new PhiAccrualFailureDetector(
                threshold, SAMPLES, millis(LEAST_DEVIATION_MILLIS), millis(pauseMillis), millis(firstGapMillis), clock);
    }

    private static FiniteDuration millis(long millis) {
        return new FiniteDuration(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void heard(long millis) {
        clock.millis = millis;
        detector.heartbeat();
    }

    @Override
    public boolean isAlive(long millis) {
        clock.millis = millis;
        return detector.isAvailable();
    }

    private static final class DrivenClock extends FailureDetector.Clock {
        private long millis;

        @Override
        public long apply$mcJ$sp() {
            return millis;
        }

        @Override
        public Object apply() {
            return millis;
        }
    }
}
