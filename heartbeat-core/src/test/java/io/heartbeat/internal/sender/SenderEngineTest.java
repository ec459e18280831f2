package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SenderEngineTest {
    private static final long WALL = 1_795_305_600_000L;
    private static final long ORIGIN = Long.MAX_VALUE - 1_000_000_000; // monotonic time may overflow

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key)), id -> null, rejection -> {
        throw new AssertionError(rejection);
    });
    private final SenderEngine engine = new SenderEngine(
            new BeatSealer(key, "nas"), Duration.ofSeconds(2), Epochs.ofClock(), 7, new Random(1), at(0, 0));

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

    private Beat beat(long millis, long wallMillis) {
        return open(engine.beat(at(millis, wallMillis)));
    }

    private Beat open(byte[] datagram) {
        Opened opened = opener.open(ByteBuffer.wrap(datagram));
        return Objects.requireNonNull(opened).beat();
    }

    private static Moment at(long millis, long wallMillis) {
        return new Moment(ORIGIN + millis * 1_000_000, WALL + wallMillis);
    }
}
