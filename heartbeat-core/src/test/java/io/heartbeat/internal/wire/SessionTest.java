package io.heartbeat.internal.wire;

import static io.heartbeat.event.Rejection.DELAYED;
import static io.heartbeat.event.Rejection.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.event.Rejection;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are seconds: {@code sent} on the sender's uptime clock, {@code at} on the receiver's clock. */
class SessionTest {
    private static final long EPOCH = 1_700_000_000_000L;
    /** The receiver's clock when the sender started, as good as any. */
    private static final long ORIGIN_NANOS = -5_000_000_000L;

    private final Session session = new Session(beat(0, 0), at(0), true);

    @Test
    void punctualBeatsAreSignsOfLife() {
        for (int i = 1; i < 100; i++) {
            assertThat(judge(i, 2 * i, 2 * i)).isNull();
        }
        assertThat(session.highestSequence()).isEqualTo(99);
    }

    @Test
    void aBeatCountsOnce() {
        assertThat(judge(1, 2, 2)).isNull();
        assertThat(judge(1, 2, 2)).isEqualTo(REPLAYED);
        assertThat(judge(0, 0, 2)).isEqualTo(REPLAYED);
    }

    @Test
    void reorderedBeatsAreSignsOfLife() {
        assertThat(judge(3, 6, 6.1)).isNull();
        assertThat(judge(1, 2, 6.2)).isNull();
        assertThat(judge(2, 4, 6.3)).isNull();
        assertThat(judge(2, 4, 6.4)).isEqualTo(REPLAYED);
    }

    @Test
    void beatsOlderThanTheWindowAreReplays() {
        assertThat(judge(200, 9, 9)).isNull();
        assertThat(judge(72, 9, 9)).isEqualTo(REPLAYED);
        assertThat(judge(73, 9, 9)).isNull();
    }

    @Test
    void beatsOfAnotherSessionAreTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.judge(beat(EPOCH + 1, 1, 2, 2000, 0), at(2), 0));
    }

    @Nested
    class Delay {
        @Test
        void suppressedAndReleasedBeatsAreDelayed() {
            for (int i = 1; i <= 50; i++) {
                assertThat(judge(i, 2 * i, 2 * i)).isNull();
            }
            // 51 to 60 were sent but held back; the host died; they are released one by one
            for (int i = 51; i <= 60; i++) {
                assertThat(judge(i, 2 * i, 300 + 2 * i)).isEqualTo(DELAYED);
            }
        }

        @Test
        void aDelayedBeatCannotBeUsedAgain() {
            assertThat(judge(1, 2, 100)).isEqualTo(DELAYED);
            assertThat(judge(1, 2, 100)).isEqualTo(REPLAYED);
            assertThat(session.highestSequence()).isEqualTo(1);
        }

        @Test
        void theHostItselfIsHeardAgainAfterDelayedBeats() {
            assertThat(judge(1, 2, 100)).isEqualTo(DELAYED);
            assertThat(judge(2, 101, 101)).isNull();
        }

        @ParameterizedTest
        @CsvSource({"1, 10", "2000, 10", "5000, 10", "5001, 10.002", "60000, 120", "4294967295, 8589934.59"})
        void limitIsTwiceThePromisedGapAndAtLeastTenSeconds(long nextBeatMillis, double limit) {
            double creep = (limit + 1) / 1999;

            assertThat(session.judge(beat(EPOCH, 1, 1, nextBeatMillis, 0), at(1 + limit + creep - 0.001), 0))
                    .isNull();
            assertThat(session.judge(beat(EPOCH, 2, 1, nextBeatMillis, 0), at(1 + limit + creep + 0.001), 0))
                    .isEqualTo(DELAYED);
        }

        /** Else who holds back the announcement of a long silence could keep a dead host alive by it for hours. */
        @Test
        void anAnnouncementOfSilenceMayBeTenSecondsLateHoweverLongTheSilence() {
            assertThat(session.judge(planned(1, 3_600_000), at(10), 0)).isNull();
            assertThat(session.judge(planned(2, 3_600_000), at(10.1), 0)).isEqualTo(DELAYED);
        }

        private static Beat planned(long sequence, long nextBeatMillis) {
            return new Beat(
                    PacketType.BEAT,
                    new SenderId(1, 2),
                    HeldKeys.only(3),
                    "nas",
                    EPOCH,
                    sequence,
                    0,
                    0,
                    nextBeatMillis,
                    Beat.PLANNED,
                    0,
                    0,
                    null);
        }

        @Test
        void aGoodbyeMayBeTenSecondsLate() {
            Beat goodbye = new Beat(
                    PacketType.GOODBYE, new SenderId(1, 2), HeldKeys.only(3), "nas", EPOCH, 1, 0, 0, 0, 0, 0, 0, null);

            assertThat(session.judge(goodbye, at(11), 0)).isEqualTo(DELAYED);
        }

        @Test
        void theLeastDelayedBeatBecomesTheAnchor() {
            assertThat(judge(1, 2, 2.5)).isNull();
            assertThat(session.anchorUptimeMicros()).isZero();

            assertThat(judge(2, 4, 3.5)).isNull();
            assertThat(session.anchorUptimeMicros()).isEqualTo(4_000_000);
            assertThat(session.anchorNanos()).isEqualTo(at(3.5));

            assertThat(judge(3, 6, 15.45)).isNull();
            assertThat(judge(4, 8, 17.6)).isEqualTo(DELAYED);
        }

        @Test
        void aSlowReleaseGainsNoMoreThanTheCreep() {
            // each beat is held back a little longer than the one before: 1 s per 1000 s
            long sequence = 0;
            @Nullable Rejection verdict = null;
            double sent = 0;
            while (verdict == null && sent < 100_000) {
                sent += 2;
                verdict = judge(++sequence, sent, sent * 1.001);
            }
            assertThat(verdict).isEqualTo(DELAYED);
            assertThat(sent).isBetween(19_000.0, 21_000.0);
        }

        @Test
        void uptimeThatRunsBackwardsIsDelay() {
            assertThat(judge(1, 50, 50)).isNull();
            assertThat(judge(2, 10, 51)).isEqualTo(DELAYED);
        }

        @Test
        void extremeUptimesAreJudgedWithoutOverflow() {
            assertThat(session.judge(beatAtMicros(1, Long.MAX_VALUE), at(2), 0)).isNull();
            assertThat(session.judge(beatAtMicros(2, 0), at(3), 0)).isEqualTo(DELAYED);
            assertThat(session.judge(beatAtMicros(3, Long.MAX_VALUE), at(4), 0)).isNull();
        }

        @Test
        void theWallClockIsNoExcuse() {
            assertThat(session.judge(beat(EPOCH, 1, 2, 2000, 100_000), at(100), 100_000))
                    .isEqualTo(DELAYED);
        }
    }

    @Nested
    class Drift {
        @ParameterizedTest
        @ValueSource(ints = {-500, -499, -100, 0, 20, 499, 500})
        void honestBeatsPassHoweverTheClocksDrift(int ppm) {
            Random random = new Random(ppm);
            Session honest = new Session(beat(0, 0), at(0), true);
            long beats = TimeUnit.DAYS.toSeconds(4) / 2;
            for (long i = 1; i <= beats; i++) {
                if (random.nextInt(100) < 5) {
                    continue; // lost
                }
                double now = 2.0 * i;
                double travel = random.nextInt(50) == 0 ? 5 * random.nextDouble() : 0.01 * random.nextDouble();
                Beat beat = beat(i, now * (1 + ppm / 1e6));
                assertThat(honest.judge(beat, at(now + travel), 0)).isNull();
            }
        }

        @Test
        void aWeekOfSilenceInOneSessionDoesNotMatter() {
            double week = TimeUnit.DAYS.toSeconds(7);

            assertThat(judge(1, week * (1 - 500e-6), week)).isNull();
            assertThat(judge(2, week * (1 - 500e-6) + 2, week + 2)).isNull();
        }
    }

    @Nested
    class Restored {
        private final Session restored = Session.restored(EPOCH, 40, micros(80), at(80.0), true);

        @Test
        void remembersWhatWasSaved() {
            assertThat(restored.epoch()).isEqualTo(EPOCH);
            assertThat(restored.highestSequence()).isEqualTo(40);
            assertThat(restored.anchorUptimeMicros()).isEqualTo(80_000_000);
            assertThat(restored.anchorNanos()).isEqualTo(at(80));
            assertThat(restored.verified()).isTrue();
            assertThat(Session.restored(EPOCH, 40, 1, 1, false).verified()).isFalse();
        }

        @Test
        void goesOnWhereItStopped() {
            assertThat(restored.judge(beat(540, 1080), at(1080.5), 0)).isNull();
            assertThat(restored.judge(beat(541, 1082), at(1082.5), 0)).isNull();
        }

        @Test
        void takesEverythingUpToTheHighestSequenceForReplayed() {
            assertThat(restored.judge(beat(40, 80), at(80), 0)).isEqualTo(REPLAYED);
            assertThat(restored.judge(beat(39, 78), at(80), 0)).isEqualTo(REPLAYED);
        }

        @Test
        void findsBeatsOfTheTimeBetweenSavingAndStoppingDelayed() {
            // 41 was accepted before the monitor stopped, but not saved; here it is again
            assertThat(restored.judge(beat(41, 82), at(500), 500_000)).isEqualTo(DELAYED);
        }

        @Test
        void anchorMayLieBeforeTheOriginOfTheClock() {
            double down = TimeUnit.DAYS.toSeconds(400);
            Session old = Session.restored(EPOCH, 40, micros(80), -TimeUnit.DAYS.toNanos(400), true);

            assertThat(old.judge(beat(41, 80 + down), 0, 0)).isNull();
        }

        @Test
        void believesTheSendersClockIfItsOwnSteppedMeanwhile() {
            // the monitor's wall clock stepped, so the anchor seems an hour older than it is
            double step = 3600;

            assertThat(restored.judge(beat(EPOCH, 41, 90, 2000, 1_000_000), at(90 + step), 1_009_999))
                    .isNull();
            assertThat(restored.anchorUptimeMicros()).isEqualTo(90_000_000);
            assertThat(restored.anchorNanos()).isEqualTo(at(90 + step));
            assertThat(restored.judge(beat(42, 92), at(92 + step), 0)).isNull();
        }

        @Test
        void believesTheSendersClockOnlyWithinTheLimitOfTheDelay() {
            assertThat(restored.judge(beat(EPOCH, 41, 90, 2000, 1_000_000), at(5000), 1_010_001))
                    .isEqualTo(DELAYED);
            assertThat(restored.judge(beat(EPOCH, 42, 90, 2000, 1_000_000), at(5000), 989_999))
                    .isEqualTo(DELAYED);
            assertThat(restored.judge(beat(EPOCH, 43, 90, 2000, 1_000_000), at(5000), 990_000))
                    .isNull();
        }

        @Test
        void believesTheSendersClockOnlyUntilABeatWasAccepted() {
            assertThat(restored.judge(beat(41, 90), at(90), 0)).isNull();

            assertThat(restored.judge(beat(EPOCH, 42, 92, 2000, 1_000_000), at(5000), 1_000_000))
                    .isEqualTo(DELAYED);
        }

        @Test
        void toleratesAnAnchorInTheFuture() {
            assertThat(restored.judge(beat(41, 90), at(10), 0)).isNull();
            assertThat(restored.judge(beat(42, 92), at(12), 0)).isNull();
            assertThat(restored.judge(beat(43, 94), at(100), 0)).isEqualTo(DELAYED);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "600000, true", "-600000, true", "600001, false", "-600001, false"})
    void clocksAgreeWithinTenMinutes(long ahead, boolean agree) {
        Beat beat = beat(EPOCH, 0, 0, 2000, EPOCH + ahead);

        assertThat(Session.clockAgrees(beat, EPOCH)).isEqualTo(agree);
    }

    @Test
    void extremeClocksDoNotAgree() {
        assertThat(Session.clockAgrees(beat(EPOCH, 0, 0, 2000, Long.MAX_VALUE), EPOCH))
                .isFalse();
        assertThat(Session.clockAgrees(beat(EPOCH, 0, 0, 2000, 0), EPOCH)).isFalse();
    }

    @Nested
    class Resumed {
        @ParameterizedTest
        @CsvSource({"100, true", "90.1, true", "89.9, false", "109.9, true", "110.1, false", "0, false"})
        void isTimelyIfTheUptimeRanOn(double sent, boolean timely) {
            Beat resumed = beat(EPOCH + 1, 0, sent, 2000, 0);

            assertThat(session.timely(resumed, at(100))).isEqualTo(timely);
        }

        @Test
        void extremeUptimesAreNotTimely() {
            Session future = Session.restored(EPOCH, 1, 0, 1_000, true);

            assertThat(future.timely(beatAtMicros(1, Long.MAX_VALUE), 0)).isFalse();
            assertThat(session.timely(beatAtMicros(1, Long.MAX_VALUE), at(1))).isFalse();
        }

        @Test
        void askingChangesNothing() {
            assertThat(session.timely(beat(1, 105), at(100))).isTrue();

            assertThat(session.highestSequence()).isZero();
            assertThat(session.anchorUptimeMicros()).isZero();
        }
    }

    @Test
    void aProvenBeatIsNeverDelayedAndThoseAfterItAreJudgedByIt() {
        Session unverified = new Session(beat(0, 0), at(0), false);

        assertThat(unverified.judge(beat(1, 2), at(1_000), 0, true)).isNull();
        assertThat(unverified.verified()).isTrue();
        assertThat(unverified.judge(beat(2, 4), at(1_002), 0)).isNull();
        assertThat(unverified.judge(beat(3, 6), at(1_020), 0)).isEqualTo(DELAYED);
    }

    @Test
    void aProvenBeatCountsOnceAllTheSame() {
        assertThat(session.judge(beat(1, 2), at(2), 0, true)).isNull();
        assertThat(session.judge(beat(1, 2), at(2), 0, true)).isEqualTo(REPLAYED);
    }

    @Test
    void isVerifiedByTheFirstSignOfLifeWhoseClockAgrees() {
        Session unverified = new Session(beat(0, 0), at(0), false);

        unverified.judge(beat(1, 2), at(2), 0);
        assertThat(unverified.verified()).isFalse();
        unverified.judge(beat(1, 2), at(2), EPOCH); // a replay
        unverified.judge(beat(2, 2), at(100), EPOCH); // delayed
        assertThat(unverified.verified()).isFalse();

        unverified.judge(beat(3, 100), at(100), EPOCH);
        assertThat(unverified.verified()).isTrue();
    }

    @Test
    void remembersWhetherItsFirstBeatWasFresh() {
        assertThat(new Session(beat(0, 0), at(0), true).verified()).isTrue();
        assertThat(new Session(beat(0, 0), at(0), false).verified()).isFalse();
        assertThat(session.epoch()).isEqualTo(EPOCH);
    }

    private @Nullable Rejection judge(long sequence, double sent, double at) {
        return session.judge(beat(sequence, sent), at(at), 0);
    }

    private static Beat beat(long sequence, double sent) {
        return beatAtMicros(sequence, micros(sent));
    }

    private static Beat beat(long epoch, long sequence, double sent, long nextBeatMillis, long wallMillis) {
        return new Beat(
                PacketType.BEAT,
                new SenderId(1, 2),
                HeldKeys.only(3),
                "nas",
                epoch,
                sequence,
                micros(sent),
                wallMillis,
                nextBeatMillis,
                0,
                0,
                0,
                null);
    }

    /** Promises the next beat in two seconds, and carries a wall clock far from any that a test uses. */
    private static Beat beatAtMicros(long sequence, long uptimeMicros) {
        return new Beat(
                PacketType.BEAT,
                new SenderId(1, 2),
                HeldKeys.only(3),
                "nas",
                EPOCH,
                sequence,
                uptimeMicros,
                EPOCH,
                2000,
                0,
                0,
                0,
                null);
    }

    private static long at(double seconds) {
        return ORIGIN_NANOS + Math.round(seconds * 1e9);
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }
}
