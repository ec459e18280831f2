package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BeatScheduleTest {
    private static final long INTERVAL = 1_000_000_000L;
    private static final long JITTER = INTERVAL / 20;
    private static final long START = Long.MAX_VALUE - 3 * INTERVAL; // monotonic time may overflow

    private final BeatSchedule schedule = new BeatSchedule(START, INTERVAL, new Random(1));

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
}
