package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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
