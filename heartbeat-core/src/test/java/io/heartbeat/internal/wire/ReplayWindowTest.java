package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void eachNumberCountsOnce() {
        assertThat(window.accept(0)).isTrue();
        assertThat(window.accept(0)).isFalse();
        assertThat(window.accept(1)).isTrue();
        assertThat(window.accept(0)).isFalse();
        assertThat(window.accept(1)).isFalse();
    }

    @Test
    void numbersMayArriveInAnyOrder() {
        for (long sequence : new long[] {5, 3, 0, 4, 9, 1, 7}) {
            assertThat(window.accept(sequence)).as("%d", sequence).isTrue();
        }
        for (long sequence : new long[] {5, 3, 0, 4, 9, 1, 7}) {
            assertThat(window.accept(sequence)).as("%d again", sequence).isFalse();
        }
    }

    @Test
    void reachesBack127() {
        window.accept(1000);

        assertThat(window.accept(873)).isTrue();
        assertThat(window.accept(873)).isFalse();
        assertThat(window.accept(872)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 63, 64, 65, 126, 127})
    void remembersAcrossASmallStep(long step) {
        window.accept(1000);
        window.accept(1000 + step);

        assertThat(window.accept(1000)).isFalse();
        assertThat(window.accept(1000 + step - 1)).isEqualTo(step > 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 129, 192, 256, 1L << 40, Long.MAX_VALUE - 1000})
    void aFarStepLeavesEverythingBehindIt(long step) {
        window.accept(1000);
        assertThat(window.accept(1000 + step)).isTrue();

        assertThat(window.accept(1000)).isFalse();
        assertThat(window.accept(1000 + step - 127)).isTrue();
    }

    @Test
    void theFirstNumberMayBeTheLast() {
        assertThat(window.accept(Long.MAX_VALUE)).isTrue();
        assertThat(window.accept(Long.MAX_VALUE)).isFalse();
        assertThat(window.accept(Long.MAX_VALUE - 1)).isTrue();
        assertThat(window.accept(0)).isFalse();
        assertThat(window.highest()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -128, Long.MIN_VALUE, Long.MIN_VALUE + 127})
    void negativeNumbersNeverCount(long sequence) {
        assertThat(window.accept(sequence)).isFalse();
        window.accept(10);
        assertThat(window.accept(sequence)).isFalse();
        assertThat(window.highest()).isEqualTo(10);
    }

    @Test
    void highestIsTheHighestAccepted() {
        assertThat(window.highest()).isEqualTo(-1);
        window.accept(7);
        window.accept(3);
        assertThat(window.highest()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 1000, Long.MAX_VALUE - 1})
    void restoredWindowTakesAllUpToTheHighestForSeen(long highest) {
        ReplayWindow restored = ReplayWindow.startingAt(highest);

        assertThat(restored.highest()).isEqualTo(highest);
        for (long back = 0; back <= Math.min(highest, 200); back++) {
            assertThat(restored.accept(highest - back)).isFalse();
        }
        assertThat(restored.accept(highest + 1)).isTrue();
        assertThat(restored.accept(highest + 1)).isFalse();
        assertThat(restored.accept(highest)).isFalse();
    }

    @Test
    void windowRestoredBeforeAnythingWasSeenIsEmpty() {
        assertThat(ReplayWindow.startingAt(-1).accept(0)).isTrue();
        assertThat(ReplayWindow.startingAt(-1).accept(Long.MAX_VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void agreesWithASetOfAllNumbersSeen(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            ReplayWindow fresh = new ReplayWindow();
            Set<Long> seen = new HashSet<>();
            long highest = -1;
            for (int i = 0; i < 5_000; i++) {
                long sequence = Math.max(0, highest + random.nextInt(-150, random.nextInt(20) == 0 ? 300 : 5));
                boolean expected = sequence > highest - 128 && seen.add(sequence);
                assertThat(fresh.accept(sequence))
                        .as("%d after %d", sequence, highest)
                        .isEqualTo(expected);
                highest = Math.max(highest, sequence);
            }
        }
    }
}
