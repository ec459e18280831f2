package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.internal.wire.Beat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderPauseTest extends SpeakingSender {
    @Test
    void aPauseIsAnnouncedThreeTimesAndThenNothingIsSaidUntilItIsOver() {
        beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(500, 500));

        List<Beat> said = run(500, 600_499);

        assertThat(said).hasSize(3).allMatch(Beat::planned);
        assertThat(said).extracting(Beat::uptimeMicros).containsExactly(500_000L, 540_000L, 580_000L);
        assertThat(said).extracting(Beat::nextBeatMillis).containsExactly(600_000L, 599_960L, 599_920L);
        Beat after = run(600_499, 600_501).get(0);
        assertThat(after.uptimeMicros()).isEqualTo(600_500_000);
        assertThat(after.planned()).isFalse();
        assertThat(after.latenessMillis()).isZero();
        assertThat(after.nextBeatMillis()).isBetween(2_000L, 2_101L);
    }

    @Test
    void resumeBeatsAtOnceAndElseChangesNothing() {
        beat(0, 0);
        long due = engine.dueNanos();
        engine.resume(at(100, 100));
        assertThat(engine.dueNanos()).isEqualTo(due);

        engine.pause(Duration.ofDays(7), at(500, 500));
        run(500, 60_000);
        engine.resume(at(60_000, 60_000));

        assertThat(engine.dueNanos()).isEqualTo(at(60_000, 0).nanos());
        assertThat(run(60_000, 64_500)).hasSize(3).noneMatch(Beat::planned);
    }

    @Test
    void aPauseWhilePausedReplacesTheOneBefore() {
        beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(500, 500));
        run(500, 5_000);
        engine.pause(Duration.ofSeconds(20), at(5_000, 5_000));

        List<Beat> said = run(5_000, 26_000);

        assertThat(said).extracting(Beat::planned).containsExactly(true, true, true, false);
        assertThat(said.get(0).nextBeatMillis()).isEqualTo(20_000);
    }

    @Test
    void whoPausesBeforeTheFirstBeatFirstTellsTheRhythm() {
        engine.pause(Duration.ofMinutes(10), at(0, 0));
        assertThat(run(0, 60_000)).extracting(Beat::planned).containsExactly(false, true, true, true);
    }

    @Test
    void sleepDuringAPauseCountsAndTheRestIsAnnouncedToTheNewSession() {
        beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(0, 0));
        run(0, 60_000);

        long slept = 300_000;
        List<Beat> awake = run(60_000, 299_000, slept);

        assertThat(awake).hasSize(4).allMatch(Beat::resumed);
        assertThat(awake).extracting(Beat::planned).containsExactly(false, true, true, true);
        assertThat(awake.get(1).nextBeatMillis()).isBetween(600_000 - 66_000 - slept, 600_000 - 60_000 - slept);
        assertThat(run(299_000, 301_000, slept)).hasSize(1).noneMatch(Beat::planned);
    }

    @Test
    void whoSleepsThroughTheEndOfAPauseBeatsSoonAfterwards() {
        beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(0, 0));
        run(0, 60_000);

        Beat first = run(60_000, 66_000, 3_600_000).get(0);

        assertThat(first.planned()).isFalse();
        assertThat(first.resumed()).isTrue();
        assertThat(first.latenessMillis()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT-1S", "PT168H0.001S", "PT0S"})
    void aPauseIsASecondToSevenDays(String length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.pause(Duration.parse(length), at(0, 0)))
                .withMessageContaining("1 second")
                .withMessageContaining("7 days")
                .withMessageContaining(Duration.parse(length).toString());
        assertThatIllegalArgumentException().isThrownBy(() -> SenderEngine.requirePause(Duration.parse(length)));
    }
}
