package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.burning;
import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static io.heartbeat.internal.hardware.WatchedHardware.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HardwareInventoryTest {
    private final WatchedHardware watch = new WatchedHardware();

    @Test
    void aComponentThatWasNeverLookedAtIsNeverMissing() {
        watch.check(unknown("a"))
                .check(unknown("a"))
                .check(part("b"))
                .check(part("b"))
                .check(part("b"));
        assertThat(watch.told()).isEmpty();
    }

    @Test
    void whatWasToldOfAComponentThatWasNeverLookedAtIsOverWhenItIsGone() {
        watch.check(unknown("a")).check(unknown("a")).check(unknown("a"));
        assertThat(watch.told()).containsExactly("WARNING a unreadable");
        watch.restart().check(part("b")).check(part("b")).check(part("b"));
        assertThat(watch.told()).containsExactly("over a unreadable");
        assertThat(watch.engine.components(true))
                .extracting(ComponentView::component)
                .containsExactly("disk:b");
    }

    @Test
    void whatTwoCompleteChecksDoNotFindIsMissing() {
        watch.check(part("a"), part("b")).check(part("a"));
        assertThat(watch.told()).isEmpty();
        assertThat(watch.recheck).isTrue();

        watch.check(part("a"));
        assertThat(watch.told()).containsExactly("CRITICAL b missing");
        assertThat(watch.recheck).isFalse();
        assertThat(watch.engine.conditions().get(0).advice()).contains("disk:b");
        assertThat(watch.engine.components(false))
                .extracting(ComponentView::state)
                .containsExactly(ComponentState.OK, ComponentState.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(ComponentState.class)
    void whatIsSeenAgainInAnyStateIsNotMissing(ComponentState state) {
        watch.check(part("b")).check().check().told();
        watch.check(new ComponentReport("b", "Disk b", state, "", List.of(), List.of()));

        assertThat(watch.told()).containsExactly("over b missing");
    }

    @Test
    void aPartialCheckProvesNothingMissingButShowsWhatIsThere() {
        watch.check(part("a"), part("b")).check(part("a")).told();
        watch.partial("bus reset", part("a")).partial("bus reset", part("a"));
        assertThat(watch.told()).isEmpty();

        watch.partial("bus reset", part("a"), part("b", hot()));
        assertThat(watch.told()).containsExactly("WARNING b hot", "WARNING monitor check-failing");
        watch.check(part("a"));
        assertThat(watch.told()).containsExactly("over monitor check-failing");
    }

    @Test
    void aFailedCheckChangesNothingAndThreeInARowAreAConditionOfTheMonitor() {
        watch.check(part("a", hot())).told();
        watch.fail("smartctl not found").fail("smartctl not found");
        assertThat(watch.told()).isEmpty();
        assertThat(watch.recheck).isTrue();

        watch.fail("smartctl not found");
        assertThat(watch.recheck).isFalse();
        assertThat(watch.events).hasSize(1);
        HardwareCondition failing = ((HardwareProblem) watch.events.get(0)).condition();
        assertThat(failing.component()).isEqualTo("disk:monitor");
        assertThat(failing.label()).isEqualTo("disk monitor");
        assertThat(failing.message()).isEqualTo("smartctl not found");
        assertThat(watch.told()).containsExactly("WARNING monitor check-failing");
        assertThat(watch.open()).containsExactly("WARNING a hot", "WARNING monitor check-failing");

        watch.fail("something else").check(part("a", hot()));
        assertThat(watch.told()).containsExactly("over monitor check-failing");
        assertThat(watch.engine.components(false)).hasSize(1);
    }

    @Test
    void aCheckThatWorksInBetweenBeginsTheCountAnew() {
        for (int i = 0; i < 3; i++) {
            watch.fail("no answer").partial("no answer").check();
        }

        assertThat(watch.told()).isEmpty();
    }

    @Test
    void theFirstOfTwoComponentsWithOneIdCounts() {
        watch.check(part("a", hot()), part("a")).check(part("a", hot()), part("a"), part("monitor", burning()));

        assertThat(watch.told()).containsExactly("WARNING a hot");
        assertThat(watch.engine.components(false)).hasSize(1);
    }

    @Test
    void theFirstOfTwoConditionsWithOneCodeCounts() {
        watch.check(part("a", hot(), burning()));

        assertThat(watch.told()).containsExactly("WARNING a hot");
    }
}
