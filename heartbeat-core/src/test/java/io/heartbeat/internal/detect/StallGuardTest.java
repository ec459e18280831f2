package io.heartbeat.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.detect.StallGuard.Stall;
import org.junit.jupiter.api.Test;

class StallGuardTest {
    private static final long MILLI = 1_000_000L;
    private static final long WALL = 1_800_000_000_000L;

    private final StallGuard guard = new StallGuard(at(0), WALL);

    @Test
    void punctualRoundsAreNoStall() {
        for (int second = 1; second < 100; second++) {
            guard.plan(at(second * 1_000L));
            assertThat(check(1_000L * second, 1_000L * second).nanos()).isZero();
        }
    }

    @Test
    void aRoundThatComesBeforeItsTimeIsNoStall() {
        guard.plan(at(1_000));
        assertThat(check(1, 1).nanos()).isZero();
    }

    @Test
    void aRoundThatComesLaterIsAStallOfThatLength() {
        guard.plan(at(1_000));
        assertThat(check(61_000, 61_000)).isEqualTo(new Stall(60_000 * MILLI, 0));
        guard.plan(at(62_000));
        assertThat(check(62_030, 62_030)).isEqualTo(new Stall(30 * MILLI, 0));
        guard.plan(at(63_000));
        assertThat(check(63_000, 63_000).nanos()).isZero();
    }

    @Test
    void aWallClockThatRanOnWhileMonotonicTimeStoodStillIsSleep() {
        guard.plan(at(1_000));
        assertThat(check(1_000, 8 * 3_600_000)).isEqualTo(new Stall(0, (8 * 3_600_000 - 1_000) * MILLI));
        guard.plan(at(2_000));
        assertThat(check(2_000, 8 * 3_600_000 + 1_000).nanos()).isZero();
    }

    @Test
    void aWallClockSetBackIsNoStall() {
        guard.plan(at(1_000));
        assertThat(check(1_000, -8 * 3_600_000).nanos()).isZero();
    }

    @Test
    void aWallClockThatDriftsIsNoStall() {
        guard.plan(at(1_000));
        assertThat(check(1_000, 2_900).nanos()).isZero();
        guard.plan(at(2_000));
        assertThat(check(2_000, 5_900).nanos()).isZero();
    }

    private Stall check(long millisLater, long wallMillisLater) {
        return guard.check(at(millisLater), WALL + wallMillisLater);
    }

    /** Monotonic time may overflow. */
    private static long at(long millis) {
        return Long.MAX_VALUE - 5_000 * MILLI + millis * MILLI;
    }
}
