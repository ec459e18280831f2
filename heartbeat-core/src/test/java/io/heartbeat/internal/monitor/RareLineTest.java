package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Moment;
import org.junit.jupiter.api.Test;

class RareLineTest {
    private final RareLine line = new RareLine();

    @Test
    void isWrittenOnceInTenMinutes() {
        assertThat(line.isDue(4, at(0))).isTrue();
        assertThat(line.isDue(4, at(1))).isFalse();
        assertThat(line.isDue(7, at(599))).isFalse();
        assertThat(line.isDue(1, at(600))).isTrue();
        assertThat(line.isDue(1, at(601))).isFalse();
    }

    @Test
    void isWrittenSoonerIfItIsTwiceAsBad() {
        assertThat(line.isDue(4, at(0))).isTrue();
        assertThat(line.isDue(8, at(1))).isTrue();
        assertThat(line.isDue(15, at(2))).isFalse();
    }

    private static Moment at(long second) {
        return new Moment(second * 1_000_000_000L, second * 1_000);
    }
}
