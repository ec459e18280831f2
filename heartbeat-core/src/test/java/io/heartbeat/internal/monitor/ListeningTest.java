package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import io.heartbeat.internal.detect.StallGuard.Stall;
import io.heartbeat.internal.time.Moment;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static final long MILLI = 1_000_000L;
    private static final long ORIGIN = Long.MAX_VALUE - 3_000 * MILLI;

    private final Listening listening = new Listening(at(0));
    private final WatchedHost quick = host(100);
    private final WatchedHost slow = host(2_000);
    private final WatchedHost slowest = host(60_000);

    @Test
    void aStallExcusesThoseToWhoseGapItIsLong() {
        long quickTerm = term(quick);
        stall(400, 500);

        assertThat(excused(quick)).isEqualTo(500 * MILLI + quickTerm);
        assertThat(excused(slow)).isEqualTo(term(host(2_000)));
        assertThat(excused(slowest)).isEqualTo(term(host(60_000)));
    }

    @Test
    void aStallOfMoreThanASecondExcusesEverybody() {
        stall(1_001, 1_500);

        assertThat(excused(slow)).isEqualTo(1_500 * MILLI + term(host(2_000)));
        assertThat(excused(slowest)).isEqualTo(1_500 * MILLI + term(host(60_000)));
    }

    @Test
    void theUsualMicrosecondsExcuseNobody() {
        stall(20, 500);

        assertThat(excused(quick)).isEqualTo(term(host(100)));
    }

    @Test
    void whatWasLostOnThisSideExcusesEverybody() {
        listening.lossy(at(700));

        assertThat(excused(quick)).isEqualTo(700 * MILLI + term(host(100)));
        assertThat(excused(slow)).isEqualTo(700 * MILLI + term(host(2_000)));
    }

    @Test
    void stallsDoNotExcuseForEver() {
        long millis = 0;
        long told = 0;
        while (millis < 60_000) {
            millis += 3_000;
            stall(1_200, millis);
            listening.goesOn(at(millis));
            told = excused(slow);
        }

        assertThat(listening.totalNanos()).isEqualTo(36_000 * MILLI);
        assertThat(told).isLessThan(3_000 * MILLI + 3 * term(host(2_000)) * 3_000 / 1_800 + term(host(2_000)));
    }

    @Test
    void whatTheMonitorDidNotListenToDoesNotCountAsListening() {
        listening.goesOn(at(10_000));
        listening.deaf(9_000 * MILLI, at(10_000));

        assertThat(listening.totalNanos()).isEqualTo(1_000 * MILLI);
        assertThat(excused(slow)).isEqualTo(10_000 * MILLI + term(host(2_000)));
    }

    private void stall(long millis, long untilMillis) {
        listening.stalled(new Stall(millis * MILLI, 0), at(untilMillis).nanos());
    }

    /** When its time is up now, after the beginning. */
    private long excused(WatchedHost host) {
        listening.excuse(host);
        return host.detector.flatlineAtNanos() - ORIGIN;
    }

    private static long term(WatchedHost fresh) {
        return fresh.detector.flatlineAtNanos() - ORIGIN;
    }

    private static WatchedHost host(long gapMillis) {
        FailureDetector detector = new FailureDetector(DetectionTarget.usual(), new LatenessModel());
        WatchedHost host = new WatchedHost("host", new HostSessions(), detector);
        host.gapNanos = gapMillis * MILLI;
        detector.expect(ORIGIN, host.gapNanos);
        return host;
    }

    /** Monotonic time may overflow. */
    private static Moment at(long millis) {
        return new Moment(ORIGIN + millis * MILLI, 1_800_000_000_000L + millis);
    }
}
