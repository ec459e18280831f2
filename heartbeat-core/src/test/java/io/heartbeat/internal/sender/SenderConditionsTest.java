package io.heartbeat.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.wire.ConditionPage;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender says of its hardware. */
class SenderConditionsTest extends SpeakingSender {
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
}
