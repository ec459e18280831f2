package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestDelaysTest {
    private static final double PRIOR = 0.05;

    private final SplittableRandom random = new SplittableRandom(11);
    private final LargestDelays delays = new LargestDelays();

    @Test
    void keepsTheLargestInOrder() {
        for (int i = 0; i < 1_000; i++) {
            add(random.nextDouble() + 0.001);
        }
        add(7);
        assertThat(delays.largest()).hasSize(LargestDelays.MOST).isSorted().endsWith(7f);
        assertThat(delays.largest()[0]).isGreaterThan(0.95f);
        assertThat(delays.counted()).isEqualTo(1_001);
    }

    @Test
    void anExponentialTailIsForeseenAHundredTimesBeyondWhatWasSeen() {
        for (int i = 0; i < 100_000; i++) {
            add(-0.2 * Math.log(1 - random.nextDouble()));
        }
        assertThat(delays.exceededWith(1e-7, 0.2, PRIOR)).isCloseTo(0.2 * Math.log(1e7), within(0.7));
        assertThat(delays.exceededWith(1e-5, 0.2, PRIOR)).isCloseTo(0.2 * Math.log(1e5), within(0.4));
    }

    @Test
    void delaysThatHaveAnEndAreHardlyExceeded() {
        for (int i = 0; i < 10_000; i++) {
            add(i % 3 + random.nextDouble() * 1e-3);
        }
        assertThat(delays.exceededWith(1e-9, 2, PRIOR)).isBetween(2.0, 2.1);
    }

    /** The step from one cause to another was taken for the excess of a tail, and ten seconds were foreseen. */
    @Test
    void delaysOfTwoKindsEndAsTheLongerKindDoes() {
        for (int i = 0; i < 10_000; i++) {
            add((i % 1_000 == 0 ? 2.8 : 2) + random.nextDouble() * 1e-2);
        }
        for (int longer = 10; longer < LargestDelays.MOST + 10; longer++) {
            assertThat(delays.ofTheLongestKind().exceededWith(1e-8, 0.1, PRIOR))
                    .as("%s of the longer kind", longer)
                    .isBetween(2.8, 3.2);
            add(2.8 + random.nextDouble() * 1e-2);
        }
    }

    @Test
    void aFewOfALongerKindMayBeTheBeginningOfATail() {
        for (int i = 0; i < 10_000; i++) {
            add((i % 2_000 == 0 ? 2.8 : 2) + random.nextDouble() * 1e-2);
        }
        assertThat(delays.ofTheLongestKind()).isSameAs(delays);
        assertThat(delays.exceededWith(1e-8, 0.1, PRIOR)).isGreaterThan(3.9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void aTailIsOfOneKindHoweverHeavy(double shape) {
        for (int i = 0; i < 100_000; i++) {
            double exponential = -Math.log(1 - random.nextDouble());
            add(shape == 0 ? exponential : Math.expm1(shape * exponential) / shape);
            assertThat(delays.ofTheLongestKind()).isSameAs(delays);
        }
    }

    /** As where a lost beat costs a gap more: that it goes on, has to be foreseen. */
    @Test
    void aTailInStepsGoesOn() {
        for (int i = 0; i < 100_000; i++) {
            add(1 + Math.floor(-Math.log(1 - random.nextDouble()) / Math.log(4)) + random.nextDouble() * 1e-2);
        }
        assertThat(delays.ofTheLongestKind()).isSameAs(delays);
    }

    @Test
    void withFewToGoByItIsCautious() {
        add(0.01);
        assertThat(delays.exceededWith(1e-7, 0.01, PRIOR)).isGreaterThan(0.5);
    }

    @Test
    void rarerIsLater() {
        for (int i = 0; i < 5_000; i++) {
            add(random.nextDouble());
        }
        double before = 0;
        for (double probability = 0.2; probability > 1e-12; probability /= 2) {
            double now = delays.exceededWith(probability, 0.75, PRIOR);
            assertThat(now).as("with %s", probability).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void oneTakesThePlaceOfAnother() {
        add(1);
        add(2);
        delays.replace(2, 3);
        assertThat(delays.largest()).containsExactly(1f, 3f);
    }

    @Test
    void twoTimesCountTogether() {
        LargestDelays former = new LargestDelays();
        for (int i = 0; i < 100; i++) {
            add(1 + i);
            former.count();
            former.replace(0, 1_000 + i);
        }
        LargestDelays all = delays.with(former);
        assertThat(all.counted()).isEqualTo(200);
        assertThat(all.largest()).hasSize(LargestDelays.MOST).startsWith(1_076f).endsWith(1_099f);
    }

    private void add(double seconds) {
        delays.count();
        delays.replace(0, seconds);
    }
}
