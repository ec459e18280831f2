package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.PacketType;
import org.junit.jupiter.api.Test;

class SenderEngineTest extends SpeakingSender {
    @Test
    void aSessionIsNumberedByTheClockAndItsBeatsInOrder() {
        Beat first = beat(0, 0);
        Beat second = beat(2_000, 2_000);
        assertThat(first.epoch()).isEqualTo(WALL);
        assertThat(second.epoch()).isEqualTo(WALL);
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.uptimeMicros()).isEqualTo(2_000_000);
        assertThat(second.wallMillis()).isEqualTo(WALL + 2_000);
        assertThat(second.processId()).isEqualTo(7);
        assertThat(second.resumed()).isFalse();
    }

    @Test
    void eachBeatPromisesTheNextRoundedUp() {
        Beat beat = beat(0, 0);
        long due = engine.dueNanos() - ORIGIN;
        assertThat(beat.nextBeatMillis() * 1_000_000).isBetween(due, due + 1_000_000);
    }

    @Test
    void aGoodbyeIsOneMoreDatagramOfTheSession() {
        Beat beat = beat(0, 0);
        Beat goodbye = open(engine.goodbye(at(100, 100)));
        assertThat(goodbye.type()).isEqualTo(PacketType.GOODBYE);
        assertThat(goodbye.epoch()).isEqualTo(beat.epoch());
        assertThat(goodbye.sequence()).isEqualTo(beat.sequence() + 1);
        assertThat(goodbye.nextBeatMillis()).isZero();
    }

    @Test
    void aMachineThatSleptResumesInANewSessionWithItsUptimeRunningOn() {
        beat(0, 0);
        beat(2_000, 2_000);
        Beat awake = beat(4_000, 3_600_000);
        assertThat(awake.resumed()).isTrue();
        assertThat(awake.epoch()).isEqualTo(WALL + 3_600_000);
        assertThat(awake.sequence()).isEqualTo(1);
        assertThat(awake.uptimeMicros()).isEqualTo(4_000_000);
        assertThat(beat(6_000, 3_602_000).epoch()).isEqualTo(awake.epoch());
    }

    @Test
    void aMachineThatSleepsLittleButOftenResumesOnceItHasAddedUp() {
        long slept = 0;
        int sessions = 1;
        long epoch = beat(0, 0).epoch();
        for (int i = 1; i <= 40; i++) {
            slept += 500;
            Beat beat = beat(2_000L * i, 2_000L * i + slept);
            sessions += beat.epoch() == epoch ? 0 : 1;
            epoch = beat.epoch();
        }
        assertThat(sessions).isEqualTo(1 + 40 / 5);
    }

    @Test
    void aClockSetBackChangesNothingButOneSetForwardAfterwardsBeginsANewSession() {
        long epoch = beat(0, 0).epoch();
        assertThat(beat(2_000, 2_000 - 3_600_000).epoch()).isEqualTo(epoch);
        assertThat(beat(4_000, 4_000 - 3_600_000).epoch()).isEqualTo(epoch);
        assertThat(beat(6_000, 6_000).epoch()).isGreaterThan(epoch);
    }

    @Test
    void aSessionIsNeverNumberedBelowTheOneBeforeEvenIfTheClockIs() {
        long epoch = beat(0, 0).epoch();
        beat(2_000, 2_000 - 3_600_000);
        assertThat(beat(4_000, 4_000 - 1_800_000).epoch()).isEqualTo(epoch + 1);
    }

    @Test
    void aGoodbyeRightAfterSleepBelongsToTheNewSession() {
        beat(0, 0);
        Beat goodbye = open(engine.goodbye(at(100, 3_600_000)));
        assertThat(goodbye.resumed()).isTrue();
        assertThat(goodbye.epoch()).isEqualTo(WALL + 3_600_000);
    }

    @Test
    void aClockBeforeTheYear1970IsSentAs1970() {
        beat(0, 0);
        assertThat(beat(2_000, -2 * WALL).wallMillis()).isZero();
    }

    @Test
    void aPunctualBeatSaysNothingAboutLateness() {
        for (int i = 0; i < 100; i++) {
            long due = engine.dueNanos();
            assertThat(open(due(due + 19_000_000)).latenessMillis()).isZero();
        }
    }

    @Test
    void aBeatSentLaterThanPlannedSaysByHowMuch() {
        beat(0, 0);
        long due = engine.dueNanos();
        assertThat(open(due(due + 750_000_000)).latenessMillis()).isEqualTo(750);
        assertThat(open(due(engine.dueNanos())).latenessMillis()).isZero();
    }

    @Test
    void nothingIsSentBeforeItIsDue() {
        beat(0, 0);
        assertThat(engine.beatIfDue(new Moment(engine.dueNanos() - 1, WALL))).isNull();
        assertThat(engine.beatIfDue(new Moment(engine.dueNanos(), WALL))).isNotNull();
    }
}
