package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeastOffsetTest {
    private final LeastOffset offset = new LeastOffset();

    @Test
    void isThatOfTheFastestOfFourBeats() {
        add(3, 1, 4);
        assertThat(offset.nanos()).isEqualTo(1);
        add(5, 9);
        assertThat(offset.nanos()).isEqualTo(1);
        add(2);
        assertThat(offset.nanos()).isEqualTo(2);
        add(6, 5, 3, 7);
        assertThat(offset.nanos()).isEqualTo(3);
    }

    @Test
    void anotherSessionHasAnotherClock() {
        assertThat(offset.isEmpty()).isTrue();
        add(-5);
        assertThat(offset.isEmpty()).isFalse();
        offset.clear();
        assertThat(offset.isEmpty()).isTrue();
        add(8);
        assertThat(offset.nanos()).isEqualTo(8);
    }

    @Test
    void aCopyGoesOnByItself() {
        add(7);
        LeastOffset copy = offset.copy();
        add(2);
        assertThat(copy.nanos()).isEqualTo(7);
        assertThat(offset.nanos()).isEqualTo(2);
    }

    private void add(long... offsets) {
        for (long each : offsets) {
            offset.add(each);
        }
    }
}
