package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossRunsTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private final LossRuns runs = new LossRuns();

    /** A run of five in a row was not seen, and those of four too seldom to say how often they go on; but all losses are alike. */
    @Test
    void whereEachBeatIsLostForItselfAllThatIsKnownOfLossTellsOfLongRuns() {
        beats(300_000, 0.05, 0.05);
        assertThat(Math.log(chance(5))).isCloseTo(5 * Math.log(0.05), within(0.15));
    }

    @Test
    void whatBeginsSeldomAndGoesOnOftenIsNotMixedUp() {
        beats(300_000, 0.001, 0.7);
        assertThat(Math.log(chance(12))).isCloseTo(Math.log(0.001 * Math.pow(0.7, 11)), within(0.7));
    }

    @Test
    void theFewerLongRunsWereSeenTheLikelierTheyGoOn() {
        beats(500, 0.05, 0.6);
        LossRuns few = runs.copy();
        beats(50_000, 0.05, 0.6);
        assertThat(ratio(few, 20)).isGreaterThan(1.1 * ratio(runs, 20));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.2})
    void independentLossesAreForeseenFarBeyondWhatWasSeen(double loss) {
        beats(500_000, loss, loss);
        for (int length = 1; length <= 8; length++) {
            double seen = Math.log(chance(length));
            double exact = length * Math.log(loss);
            assertThat(seen).as("runs of %s", length).isCloseTo(exact, within(0.35 * length));
        }
    }

    @Test
    void lossesInBurstsAreForeseenTo() {
        beats(500_000, 0.02, 0.7);
        assertThat(Math.log(chance(30)))
                .as("longer than are counted")
                .isCloseTo(Math.log(0.02 * Math.pow(0.7, 29)), within(2.0));
    }

    /** However many such runs were seen, longer ones were not counted. */
    @Test
    void longerThanAreCountedIsNotImpossible() {
        beats(200_000, 0.01, 0.9);
        assertThat(Math.log(chance(40))).isCloseTo(Math.log(0.01 * Math.pow(0.9, 39)), within(1.0));
    }

    @Test
    void nothingLostIsNoProofThatNothingWillBe() {
        beats(1_000, 0, 0);
        assertThat(chance(1)).isPositive().isLessThan(1e-4);
        assertThat(chance(2)).isPositive().isLessThan(chance(1));
    }

    @Test
    void oldOnesFade() {
        beats(10_000, 0.2, 0.2);
        double before = chance(1);
        for (int week = 0; week < 12; week++) {
            runs.fade();
            beats(10_000, 0, 0);
        }
        assertThat(chance(1)).isLessThan(before / 1_000);
    }

    @Test
    void aCopyLearnsByItself() {
        LossRuns copy = runs.copy();
        beats(1_000, 0.5, 0.5);
        assertThat(copy.beats()).isZero();
        assertThat(copy.atLeast()).isEmpty();
    }

    private void beats(int beats, double begins, double goesOn) {
        for (int i = 0; i < beats; i++) {
            long missed = 0;
            for (double chance = begins; random.nextDouble() < chance; chance = goesOn) {
                missed++;
            }
            runs.add(missed);
        }
    }

    /** How much likelier a run of this length is than one that is longer by ten. */
    private static double ratio(LossRuns runs, int length) {
        return chance(runs, length + 10) / chance(runs, length);
    }

    private double chance(int length) {
        return chance(runs, length);
    }

    private static double chance(LossRuns runs, int length) {
        LossRuns.Chances chances = runs.chances(0.01, 0.1);
        double chance = 1;
        for (int i = 1; i <= length; i++) {
            chance = chances.atLeast(i, chance);
        }
        return chance;
    }
}
