package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One host that beats every second, from the point of view of its detector. */
class FailureDetectorTest {
    private static final long SECOND = 1_000_000_000L;
    /** Near the end of the clock, so that only differences may count. */
    private static final long ORIGIN = Long.MAX_VALUE - 3_000 * SECOND;

    private FailureDetector detector = usual();
    private final SplittableRandom random = new SplittableRandom(3);
    private long sequence;
    private long uptime;
    private long lag;

    @Test
    void aNewHostGetsPatienceAndAnOldOneMissesTwoBeatsIfItAnswers() {
        beatsAnswering(10);
        assertThat(bound()).isBetween(4.0, 8.0);
        beatsAnswering(3_000);
        assertThat(bound()).isCloseTo(2.1, within(0.01));
    }

    @Test
    void whoDoesNotAnswerIsAllowedMoreUntilMuchIsKnown() {
        beats(3_000, 0);
        assertThat(bound()).isBetween(4.0, 6.1);
        beats(200_000, 0);
        assertThat(bound()).isLessThan(3.2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.2})
    void theSilenceAllowedGrowsWithTheLoss(double loss) {
        beats(100_000, loss);
        double needed = Math.log(1 / (31_557_600.0 * (1 - loss))) / Math.log(loss);
        assertThat(bound()).isBetween(needed - 0.5, needed + 2.5);
        assertThat(detector.loss()).isCloseTo(loss, within(loss / 5));
    }

    /** It was negative, and a monitor that had saved it could not read its own table any more. */
    @Test
    void theSilenceAllowedAfterABeatThatCameFarTooLateIsNotNegative() {
        beats(10, 0);
        lag += 1_000 * SECOND;
        hear(SECOND, 0, true, false);

        assertThat(silence()).isZero();
    }

    @Test
    void fewerFalseAlarmsAreLater() {
        double before = 0;
        for (double perYear : new double[] {10_000, 100, 1, 0.01}) {
            restart(DetectionTarget.falseAlarms(perYear));
            beats(50_000, 0.05);
            assertThat(bound()).isGreaterThan(before);
            before = bound();
        }
    }

    @Test
    void suspicionComesBeforeTheVerdict() {
        beats(20_000, 0.05);
        assertThat(detector.lateAtNanos() - detector.flatlineAtNanos()).isNegative();
        assertThat(detector.missedAtNanos() - detector.lateAtNanos()).isNegative();
    }

    @Test
    void theNextBeatIsDueByTheSendersClockHoweverLateTheLastOneCame() {
        beatsAnswering(1_000);
        long before = detector.flatlineAtNanos();
        lag = SECOND / 2;
        beat(SECOND);
        assertThat(detector.flatlineAtNanos() - before).isCloseTo(SECOND, within(SECOND / 20));
    }

    @Test
    void whatTheSenderPromisesIsWhatIsExpected() {
        beatsAnswering(1_000);
        beat(20 * SECOND);
        assertThat(silence()).isGreaterThan(21.0);
    }

    @Test
    void aPauseOfTheSenderIsAllowedOnceItWasSeen() {
        beatsAnswering(1_000);
        pause(5 * SECOND);
        beatsAnswering(1_000);
        assertThat(bound()).as("it may have been longer by a gap").isBetween(1 + 6.0, 1 + 6.1);
        for (int i = 0; i < 9; i++) {
            pause(5 * SECOND);
            beatsAnswering(100);
        }
        assertThat(bound()).as("ten alike").isBetween(1 + 5.5, 1 + 5.7);
    }

    @Test
    void aLongerPauseThanAnyIsOfAnotherKind() {
        beatsAnswering(1_000);
        for (int i = 0; i < 10; i++) {
            pause(5 * SECOND);
            beatsAnswering(100);
        }
        pause(10 * SECOND);
        beatsAnswering(100);
        assertThat(bound()).isBetween(1 + 11.0, 1 + 11.1);
    }

    @Test
    void aPauseIsNotTakenForLossNorForDelay() {
        beats(1_000, 0);
        pause(5 * SECOND);
        assertThat(detector.loss()).isZero();
        beats(1_000, 0);
        assertThat(detector.jitterNanos()).isLessThan(SECOND / 50);
    }

    @Test
    void anAnnouncedSilenceIsNotTheRhythm() {
        beatsAnswering(1_000);
        double before = bound();
        hear(600 * SECOND, 0, false, true);
        assertThat(silence()).isGreaterThan(600);
        uptime += 599 * SECOND;
        beatsAnswering(10);
        assertThat(bound()).isCloseTo(before, within(0.1));
    }

    @Test
    void nothingIsLearntFromTheGapsOfTheDead() {
        beatsAnswering(2_000);
        double before = bound();
        uptime += 3_600 * SECOND;
        sequence += 3_600;
        beatsAnswering(100);
        assertThat(bound()).isCloseTo(before, within(0.2));
    }

    @Test
    void aNewSessionKeepsWhatWasLearnt() {
        beatsAnswering(2_000);
        double before = bound();
        detector.beginSession(false);
        sequence = 0;
        lag = -uptime + 5 * SECOND;
        uptime = 0;
        beatsAnswering(2);
        assertThat(bound()).isCloseTo(before, within(0.1));
    }

    @Test
    void aClockThatDriftsIsFollowed() {
        for (int i = 0; i < 2_000; i++) {
            lag += SECOND / 10_000;
            beatsAnswering(1);
        }
        assertThat(bound()).isCloseTo(2.1, within(0.02));
        assertThat(detector.jitterNanos()).isLessThan(SECOND / 50);
    }

    @Test
    void aNapIsAPauseOfTheSameSender() {
        beatsAnswering(2_000);
        detector.beginSession(true);
        sequence = 0;
        lag += 3 * SECOND;
        beatsAnswering(300);
        assertThat(bound()).isBetween(1 + 4.0, 1 + 4.1);
    }

    @Test
    void theSilenceOfADeafMonitorCountsForNothing() {
        beatsAnswering(1_000);
        long resumed = now() + 30 * SECOND;
        detector.notBefore(resumed);
        assertThat(detector.lateAtNanos() - resumed).isGreaterThan(SECOND);
        double before = bound();
        uptime += 29 * SECOND;
        sequence += 29;
        lag = SECOND;
        beat(SECOND);
        lag = 0;
        beatsAnswering(500);
        assertThat(bound()).isCloseTo(before, within(0.01));
        assertThat(detector.loss()).isZero();
    }

    @Test
    void whoIsMissedIsAskedSoonAndNotForEver() {
        beatsAnswering(1_000);
        long at = detector.solicitAtNanos();
        assertThat((at - now()) / 1e9).isBetween(1.05, 1.2);
        int asked = 0;
        for (; at != Long.MAX_VALUE; at = detector.solicitAtNanos()) {
            detector.solicited(at);
            asked++;
        }
        assertThat(asked).isBetween(8, 20);
        assertThat(detector.solicitations()).isEqualTo(asked);
    }

    @Test
    void whoNeverAnswersIsAskedOncePerSilence() {
        for (int silence = 0; silence < 60; silence++) {
            beats(20, 0);
            uptime += 3 * SECOND;
            sequence += 3;
            for (long at = detector.solicitAtNanos(); at != Long.MAX_VALUE && at - now() < 0; ) {
                detector.solicited(at);
                at = detector.solicitAtNanos();
            }
            beat(SECOND);
        }
        detector.solicited(detector.solicitAtNanos());
        assertThat(detector.solicitAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aFixedLimitIsWhatItSaysButNeverAccusesOverASingleLostBeat() {
        restart(DetectionTarget.flatlineAfter(Duration.ofSeconds(10)));
        beats(200, 0.2);
        assertThat(silence()).isCloseTo(10, within(0.1));
        restart(DetectionTarget.flatlineAfter(Duration.ofMillis(300)));
        beats(200, 0);
        assertThat(silence()).isCloseTo(2.1, within(0.01));
    }

    @Test
    void duplicatesAndThoseOvertakenChangeNothing() {
        beats(100, 0);
        long before = detector.flatlineAtNanos();
        detector.heard(now() + SECOND / 2, sequence, uptime, SECOND, 0, false, false);
        detector.heard(now() + SECOND / 2, sequence - 5, uptime, SECOND, 0, false, false);
        assertThat(detector.flatlineAtNanos()).isEqualTo(before);
    }

    @Test
    void aCopyGoesOnByItself() {
        beats(100, 0);
        FailureDetector copy = detector.copy();
        long before = copy.flatlineAtNanos();
        beats(100, 0.5);
        assertThat(copy.flatlineAtNanos()).isEqualTo(before);
    }

    @Test
    void theExpectedRateOfFalseAlarmsIsTheOneAskedForOrLess() {
        beats(100_000, 0.05);
        assertThat(detector.falseAlarmsPerYear()).isPositive().isLessThan(2);
    }

    private static FailureDetector usual() {
        return new FailureDetector(DetectionTarget.usual(), new LatenessModel());
    }

    private void restart(DetectionTarget target) {
        detector = new FailureDetector(target, new LatenessModel());
        sequence = 0;
    }

    private void beats(int beats, double loss) {
        for (int i = 0; i < beats; i++) {
            uptime += SECOND;
            sequence++;
            if (random.nextDouble() >= loss) {
                sequence--;
                uptime -= SECOND;
                beat(SECOND);
            }
        }
    }

    /** The host answers at once whenever it is asked. */
    private void beatsAnswering(int beats) {
        for (int i = 0; i < beats; i++) {
            beat(SECOND);
            long at = detector.solicitAtNanos();
            if (at != Long.MAX_VALUE && at - now() < SECOND) {
                detector.solicited(at);
                long asked = at - now();
                uptime += asked;
                hear(SECOND - asked, 0, true, false);
                uptime -= asked;
            }
        }
    }

    @Test
    void aLatenessThatCannotBeIsNotLearntSoWhatIsWrittenDownCanBeRead() {
        beats(10, 0);
        hear(SECOND, 0xffff_ffffL * 1_000_000, false, false);
        uptime += SECOND;
        hear(SECOND, 0xffff_ffffL * 1_000_000, true, false);

        assertThat(LatenessModel.parse(detector.model().text()).pause(1)).isLessThanOrEqualTo(1.1 * 60);
    }

    @Test
    void theLongestGapThatTravelsTeachesWhatCanBeWrittenDownAndRead() {
        long gap = 0xffff_ffffL * 1_000_000;
        for (int i = 0; i < 5; i++) {
            uptime += gap;
            lag = i % 2 * gap;
            hear(gap, 0, false, false);
        }

        assertThat(LatenessModel.parse(detector.model().text()).text()).contains("on-the-way");
    }

    private void beat(long promise) {
        uptime += SECOND;
        hear(promise, 0, false, false);
    }

    private void pause(long length) {
        uptime += SECOND + length;
        hear(SECOND, length, false, false);
    }

    private void hear(long promise, long lateness, boolean solicited, boolean planned) {
        sequence++;
        detector.heard(now(), sequence, uptime, promise, lateness, solicited, planned);
    }

    /** When what is sent now arrives. */
    private long now() {
        return ORIGIN + uptime + lag;
    }

    private double silence() {
        return detector.deadlineNanos() / 1e9;
    }

    private double bound() {
        return detector.detectionBoundNanos() / 1e9;
    }
}
