package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentDelaysTest {
    private final RecentDelays delays = new RecentDelays();

    @Test
    void aClusterCountsAsItsLargest() {
        add(0, 1, 3, 2, 0, 2.5);
        add(new double[20]);
        add(4);
        assertThat(delays.all().largest()).containsExactly(3f, 4f);
        assertThat(delays.all().counted()).isEqualTo(27);
    }

    @Test
    void theWeekBeforeTheLastIsForgotten() {
        add(9);
        delays.fade();
        add(1);
        assertThat(delays.all().largest()).containsExactly(1f, 9f);
        delays.fade();
        assertThat(delays.all().largest()).containsExactly(1f);
    }

    private void add(double... seconds) {
        for (double each : seconds) {
            delays.add(each);
        }
    }
}
