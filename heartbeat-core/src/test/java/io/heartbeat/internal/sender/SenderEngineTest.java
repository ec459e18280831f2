package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.wire.Beat;
import io.heartbeat.internal.wire.BeatOpener;
import io.heartbeat.internal.wire.BeatSealer;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.KeyRing;
import io.heartbeat.internal.wire.Opened;
import io.heartbeat.internal.wire.PacketType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderEngineTest {
    private static final long WALL = 1_795_305_600_000L;
    private static final long ORIGIN = Long.MAX_VALUE - 1_000_000_000; // monotonic time may overflow

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final BeatOpener opener = new BeatOpener(new KeyRing(List.of(key)), id -> null, rejection -> {
        throw new AssertionError(rejection);
    });
    private @Nullable List<HardwareCondition> conditions;
    private @Nullable Throwable failure;
    private final SenderEngine engine = new SenderEngine(
            key.hostKey("nas", 0),
            List.of(),
            Duration.ofSeconds(2),
            1,
            Epochs.ofClock(),
            7,
            this::conditions,
            new Random(1),
            at(0, 0));

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
    void whoWatchesNoHardwareSaysNothingAboutIt() {
        assertThat(beat(0, 0).conditions()).isNull();
    }

    @Test
    void everyBeatAndGoodbyeCarriesThePresentStateOfTheHardware() {
        conditions = List.of();
        ConditionPage allIsWell = page(0);
        conditions = List.of(condition("disk.pending"));
        ConditionPage sick = page(2_000);

        assertThat(allIsWell.conditions()).isEmpty();
        assertThat(sick.conditions()).isEqualTo(conditions);
        assertThat(page(4_000)).usingRecursiveComparison().isEqualTo(sick);
        assertThat(open(engine.goodbye(at(4_100, 4_100))).conditions())
                .usingRecursiveComparison()
                .isEqualTo(sick);
    }

    @Test
    void nothingIsMadeAnewAsLongAsNothingChanges() {
        List<HardwareCondition> asked = new ArrayList<>();
        conditions = new AbstractList<>() {
            @Override
            public HardwareCondition get(int index) {
                asked.add(condition("disk.pending"));
                return asked.get(0);
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return other != null;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        };
        page(0);
        int first = asked.size();
        page(2_000);

        assertThat(asked).hasSize(first);
    }

    /** As on two bonded lines of which one is dead. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPageGetsThroughEvenIfAllBeatsButEveryNthAreLost(int nth) {
        Set<Integer> counts = new TreeSet<>();
        for (int size = 1; size <= 60; size += 3) {
            conditions = conditions(size);
            Set<Integer> arrived = new HashSet<>();
            int pages = 0;
            for (int i = 0; i < 400; i++) {
                ConditionPage page = page(800_000L * size + 2_000L * i);
                pages = page.count();
                if (i % nth == 0) {
                    arrived.add(page.index());
                }
            }
            assertThat(arrived).hasSize(pages);
            counts.add(pages);
        }
        assertThat(counts).contains(2, 3, 4, 5, 6);
    }

    @Test
    void aChangedSetBeginsWithItsFirstPage() {
        conditions = conditions(60);
        page(0);
        conditions = conditions(61);

        assertThat(page(2_000).index()).isZero();
        assertThat(page(4_000).index()).isEqualTo(1);
    }

    @Test
    void whoeverCannotNameTheConditionsStopsNoBeat() {
        conditions = List.of(condition("disk.pending"));
        failure = new IllegalStateException("the watch is broken");
        assertThat(beat(0, 0).conditions()).isNull();
        failure = new NoClassDefFoundError("gone");
        assertThat(beat(2_000, 2_000).conditions()).isNull();
        failure = null;

        assertThat(page(4_000).conditions()).isEqualTo(conditions);
    }

    @Test
    void aSetThatCannotBeToldStopsNoBeat() {
        conditions = List.of(new HardwareCondition("a", "b", "c", Severity.WARNING, "d", "e", "f", Instant.MAX));

        assertThat(beat(0, 0).conditions()).isNull();
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

    @Test
    void anAnswerIsOneMoreBeatThatPutsOffNone() {
        conditions = List.of(condition("disk.pending"));
        Beat beat = beat(0, 0);
        long due = engine.dueNanos();

        Beat answer = open(ask(beat, 1, at(700, 700)));

        assertThat(answer.type()).isEqualTo(PacketType.BEAT);
        assertThat(answer.solicited()).isTrue();
        assertThat(answer.planned()).isFalse();
        assertThat(answer.sequence()).isEqualTo(beat.sequence() + 1);
        assertThat(answer.epoch()).isEqualTo(beat.epoch());
        assertThat(answer.processId()).isEqualTo(7);
        assertThat(answer.conditions()).isNull();
        long promised = at(700, 0).nanos() + answer.nextBeatMillis() * 1_000_000;
        assertThat(promised - due).isBetween(0L, 1_000_000L);
        assertThat(engine.dueNanos()).isEqualTo(due);
        assertThat(beat(2_000, 2_000).solicited()).isFalse();
    }

    @Test
    void anAnswerCarriesTheNumberOfTheQuestionAndABeatNone() {
        Beat beat = beat(0, 0);
        assertThat(open(ask(beat, 4_711, at(700, 700))).echo()).isEqualTo(4_711);
        assertThat(beat(2_000, 2_000).echo()).isZero();
    }

    @Test
    void whoHasHeardTheBeatOfJustNowAndStillAsksIsAnswered() {
        Beat earlier = beat(0, 0);
        Beat beat = beat(2_000, 2_000);
        assertThat(engine.answer(ByteBuffer.wrap(question(earlier, 1)), at(2_010, 2_010)))
                .isNull();
        assertThat(open(ask(beat, 2, at(2_010, 2_010))).echo()).isEqualTo(2);
        assertThat(open(ask(beat, 3, at(2_020, 2_020))).echo()).isEqualTo(3);
    }

    /** Two machines resumed from one snapshot went on in one session for ever, each seeming to repeat what the other had said. */
    @Test
    void aSenderThatIsAskedAboutABeatItNeverSentIsACopyAndBeginsANewSession() {
        Beat beat = beat(0, 0);
        byte[] question = new BeatSealer(key, "nas").sealSolicit(beat.epoch(), beat.sequence() + 1, 5, WALL, 400);

        Beat answer = open(Objects.requireNonNull(engine.answer(ByteBuffer.wrap(question), at(700, 700))));

        assertThat(answer.epoch()).isEqualTo(WALL + 700);
        assertThat(answer.sequence()).isEqualTo(1);
        assertThat(answer.uptimeMicros()).isEqualTo(700_000);
        assertThat(answer.resumed()).isTrue();
        assertThat(answer.echo()).isEqualTo(5);
        assertThat(engine.answer(ByteBuffer.wrap(question), at(1_700, 1_700))).isNull();
    }

    @Test
    void anAnswerBeforeABeatThatIsOverduePromisesItAtOnce() {
        Beat beat = beat(0, 0);
        assertThat(open(ask(beat, 1, at(5_000, 5_000))).nextBeatMillis()).isEqualTo(1);
    }

    @Test
    void anAnswerDuringAPauseTellsOfIt() {
        Beat beat = beat(0, 0);
        engine.pause(Duration.ofMinutes(10), at(0, 0));
        run(0, 60_000);

        Beat answer = open(ask(beat, 1, at(60_000, 60_000)));

        assertThat(answer.solicited()).isTrue();
        assertThat(answer.planned()).isTrue();
        assertThat(answer.nextBeatMillis()).isEqualTo(540_000);
    }

    /** The answer of a sender that had been late was longer than the shortest question that got one. */
    @Test
    void anAnswerThatAdmitsToBeLateIsNotLongerThanTheShortestQuestionThatGetsOneEither() {
        beat(0, 0);
        Beat late = beat(9_000, 9_000);
        int shortest = 0;
        byte[] answer = null;
        for (int length = 100; answer == null; length++) {
            byte[] question = new BeatSealer(key, "nas").sealSolicit(late.epoch(), late.sequence(), length, 0, length);
            shortest = question.length;
            answer = engine.answer(ByteBuffer.wrap(question), at(9_100, 9_100));
        }
        assertThat(open(answer).latenessMillis()).isPositive();
        assertThat(answer.length).isLessThanOrEqualTo(shortest);
    }

    @Test
    void aMachineThatSleptAnswersNothingThatWasAskedOfTheSessionBefore() {
        Beat beat = beat(0, 0);
        assertThat(engine.answer(ByteBuffer.wrap(question(beat, 1)), at(1_000, 3_600_000)))
                .isNull();
        assertThat(beat(2_000, 3_601_000).resumed()).isTrue();
    }

    @Test
    void anAnswerIsNotLongerThanTheShortestQuestionThatGetsOne() {
        Beat beat = beat(0, 0);
        int shortest = 0;
        byte[] answer = null;
        for (int length = 0; answer == null; length++) {
            byte[] question = new BeatSealer(key, "nas").sealSolicit(beat.epoch(), beat.sequence(), length, 0, length);
            shortest = question.length;
            answer = engine.answer(ByteBuffer.wrap(question), at(100, 100));
        }
        assertThat(answer.length).isLessThanOrEqualTo(shortest);
    }

    private byte[] ask(Beat heard, long challenge, Moment now) {
        return Objects.requireNonNull(engine.answer(ByteBuffer.wrap(question(heard, challenge)), now));
    }

    private byte[] question(Beat heard, long challenge) {
        return new BeatSealer(key, "nas").sealSolicit(heard.epoch(), heard.sequence(), challenge, WALL, 400);
    }

    private byte[] due(long nanos) {
        return Objects.requireNonNull(engine.beatIfDue(new Moment(nanos, WALL + (nanos - ORIGIN) / 1_000_000)));
    }

    private List<Beat> run(long fromMillis, long toMillis) {
        return run(fromMillis, toMillis, 0);
    }

    /** What is said between these times, by a process that looks when it meant to. */
    private List<Beat> run(long fromMillis, long toMillis, long sleptMillis) {
        List<Beat> said = new ArrayList<>();
        long now = at(fromMillis, 0).nanos();
        while (at(toMillis, 0).nanos() - now > 0) {
            byte[] datagram = engine.beatIfDue(new Moment(now, WALL + (now - ORIGIN) / 1_000_000 + sleptMillis));
            if (datagram != null) {
                said.add(open(datagram));
            }
            now = engine.dueNanos() - now > 0 ? engine.dueNanos() : now;
        }
        return said;
    }

    private ConditionPage page(long millis) {
        return Objects.requireNonNull(beat(millis, millis).conditions());
    }

    private static List<HardwareCondition> conditions(int size) {
        return IntStream.range(0, size).mapToObj(i -> condition("code-" + i)).toList();
    }

    private static HardwareCondition condition(String code) {
        return new HardwareCondition(
                "smart:x", "Disk", code, Severity.WARNING, "sick".repeat(20), "", "", Instant.ofEpochMilli(WALL));
    }

    private @Nullable List<HardwareCondition> conditions() {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return conditions;
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
