package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

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
            new BeatSealer(key, "nas"),
            Duration.ofSeconds(2),
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
