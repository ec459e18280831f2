package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatScheduleTest {
    private static final long INTERVAL = 1_000_000_000L;
    private static final long JITTER = INTERVAL / 20;
    private static final long START = Long.MAX_VALUE - 3 * INTERVAL; // monotonic time may overflow

    private final BeatSchedule schedule = new BeatSchedule(START, INTERVAL, 1, new Random(1));

    @Test
    void theFirstBeatIsDueAtOnce() {
        assertThat(schedule.dueNanos()).isEqualTo(START);
    }

    @Test
    void punctualBeatsKeepToTheGrid() {
        for (int beat = 1; beat <= 1_000; beat++) {
            schedule.next(schedule.dueNanos());
            assertThat(schedule.dueNanos() - (START + beat * INTERVAL)).isBetween(0L, JITTER);
        }
    }

    @Test
    void theGapAnsweredIsTheTimeUntilTheNextBeat() {
        long now = START + JITTER / 2;
        assertThat(now + schedule.next(now)).isEqualTo(schedule.dueNanos());
    }

    @Test
    void theGapIsNeverMuchShorterThanTheIntervalHoweverLateTheBeat() {
        for (long late = 0; late < 3 * INTERVAL; late += INTERVAL / 97) {
            long gap = schedule.next(schedule.dueNanos() + late);
            assertThat(gap).as("after a beat late by %s ns", late).isBetween(INTERVAL - 2 * JITTER, INTERVAL + JITTER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void copiesFollowEachOtherCloselyAndAllPromiseTheNextPeriod(int copies) {
        BeatSchedule several = new BeatSchedule(START, INTERVAL, copies, new Random(1));
        long period = copies * INTERVAL;
        for (int n = 0; n < 100; n++) {
            long begins = several.dueNanos();
            assertThat(begins - (START + n * period)).isBetween(0L, period / 20);
            long promised = begins + several.next(begins);
            for (int copy = 1; copy < copies; copy++) {
                long due = several.dueNanos();
                assertThat(due).isEqualTo(begins + copy * INTERVAL / 10);
                assertThat(due + several.next(due)).isEqualTo(promised);
            }
            assertThat(several.dueNanos()).isEqualTo(promised);
            assertThat(several.promisedNanos()).isEqualTo(promised);
        }
    }

    @Test
    void copiesAreAtLeast20MillisecondsApart() {
        BeatSchedule quick = new BeatSchedule(START, INTERVAL / 10, 2, new Random(1));
        quick.next(START);
        assertThat(quick.dueNanos() - START).isEqualTo(20_000_000);
    }

    @Test
    void copiesThatComeLateAreNotMadeUpForInABurstAndPromiseNoShortGap() {
        BeatSchedule several = new BeatSchedule(START, INTERVAL, 3, new Random(1));
        Random random = new Random(2);
        for (int n = 0; n < 1_000; n++) {
            long late = random.nextInt(4) == 0 ? random.nextLong(5 * INTERVAL) : random.nextLong(INTERVAL / 10);
            long now = several.dueNanos() + late;
            assertThat(several.next(now)).isGreaterThan(3 * INTERVAL * 7 / 10);
            assertThat(several.dueNanos() - now).isGreaterThanOrEqualTo(INTERVAL / 10);
        }
    }

    @Test
    void afterARestartANewGridBegins() {
        schedule.next(START);
        long again = START + 7 * INTERVAL / 3;
        schedule.restart(again);
        assertThat(schedule.dueNanos()).isEqualTo(again);
        assertThat(schedule.next(again)).isBetween(INTERVAL, INTERVAL + JITTER);
    }
}
