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

    private double chance(int length) {
        LossRuns.Chances chances = runs.chances(0.01, 0.1);
        double chance = 1;
        for (int i = 1; i <= length; i++) {
            chance = chances.atLeast(i, chance);
        }
        return chance;
    }
}
