package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.HOST;
import static io.heartbeat.internal.hardware.WatchedHardware.TYPE;
import static io.heartbeat.internal.hardware.WatchedHardware.burning;
import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static io.heartbeat.internal.hardware.WatchedHardware.sleeping;
import static io.heartbeat.internal.hardware.WatchedHardware.unknown;
import static io.heartbeat.internal.hardware.WatchedHardware.unsupported;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareEngineTest {
    private final WatchedHardware watch = new WatchedHardware();

    @Test
    void whatIsWellIsNoNews() {
        watch.check(part("a"), part("b"));

        assertThat(watch.told()).isEmpty();
        assertThat(watch.recheck).isFalse();
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void aFactIsToldAtOnceAndOnlyOnce() {
        watch.check(part("a", hot())).check(part("a", hot())).check(part("a", hot()));

        assertThat(watch.told()).containsExactly("WARNING a hot");
        assertThat(watch.recheck).isFalse();
        assertThat(watch.open()).containsExactly("WARNING a hot");
    }

    @Test
    void anEventSaysEverything() {
        Condition condition = Condition.critical("disk.pending", "648 sectors cannot be read")
                .advising("replace it")
                .shownBy(Reading.counter("pending sectors", 648));
        watch.check(part("wwn-1", condition));

        HardwareCondition expected = new HardwareCondition(
                TYPE + ":wwn-1",
                "Disk wwn-1",
                "disk.pending",
                Severity.CRITICAL,
                "648 sectors cannot be read",
                "replace it",
                "pending sectors 648",
                Instant.ofEpochMilli(watch.now));
        assertThat(watch.events)
                .containsExactly(HardwareProblem.of(HOST, Instant.ofEpochMilli(watch.now), expected, false));
        long since = watch.now;
        watch.check(part("wwn-1")).check(part("wwn-1"));
        assertThat(watch.events.get(1))
                .isEqualTo(HardwareRecovered.of(HOST, Instant.ofEpochMilli(watch.now), expected, false));
        assertThat(((HardwareRecovered) watch.events.get(1)).duration())
                .isEqualTo(Duration.ofMillis(watch.now - since));
    }

    @Test
    void aMeasurementIsToldWhenConfirmedAndCheckedAgainSoonUntilThen() {
        watch.check(part("a", hot().confirmedBy(3)));
        assertThat(watch.recheck).isTrue();
        long since = watch.now;
        watch.check(part("a", hot().confirmedBy(3)));
        assertThat(watch.recheck).isTrue();
        assertThat(watch.told()).isEmpty();
        assertThat(watch.open()).isNull();

        watch.check(part("a", hot().confirmedBy(3)));
        assertThat(watch.recheck).isFalse();
        assertThat(watch.events).hasSize(1);
        assertThat(((HardwareProblem) watch.events.get(0)).condition().since().toEpochMilli())
                .isEqualTo(since);
    }

    @Test
    void aBlipIsNeverTold() {
        for (int i = 0; i < 5; i++) {
            watch.check(part("a", hot().confirmedBy(2))).check(part("a"));
        }

        assertThat(watch.told()).isEmpty();
        assertThat(watch.recheck).isFalse();
    }

    @Test
    void textsAndReadingsChangeInSilence() {
        watch.check(part("a", hot())).told();
        watch.check(part("a", Condition.warning("hot", "it is hotter").advising("add a fan")));

        assertThat(watch.told()).isEmpty();
        assertThat(watch.engine.conditions())
                .extracting(HardwareCondition::message, HardwareCondition::advice)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("it is hotter", "add a fan"));
    }

    @Test
    void gettingCriticalIsToldAtOnceUnderAnIdOfItsOwn() {
        watch.check(part("a", hot())).check(part("a", burning()));

        assertThat(watch.events).extracting(HeartbeatEvent::id).doesNotHaveDuplicates();
        assertThat(watch.told()).containsExactly("WARNING a hot", "CRITICAL a hot");
    }

    @Test
    void gettingCriticalWantsTheConfirmationsOfTheCritical() {
        watch.check(part("a", hot())).check(part("a", burning().confirmedBy(2)));
        assertThat(watch.told()).containsExactly("WARNING a hot");
        assertThat(watch.recheck).isTrue();
        assertThat(watch.open()).containsExactly("WARNING a hot");
        assertThat(watch.engine.conditions())
                .extracting(HardwareCondition::message)
                .containsExactly("it is hot");

        watch.check(part("a", hot())).check(part("a", burning().confirmedBy(2)));
        assertThat(watch.told()).isEmpty();

        watch.check(part("a", burning().confirmedBy(2)));
        assertThat(watch.told()).containsExactly("CRITICAL a hot");
        assertThat(watch.recheck).isFalse();
    }

    @Test
    void whatWasConfirmedAsAWarningIsNotHeldBackByABlipOfTheCritical() {
        watch.check(part("a", hot().confirmedBy(2))).check(part("a", burning().confirmedBy(2)));

        assertThat(watch.told()).containsExactly("WARNING a hot");
    }

    @Test
    void gettingMilderIsSilentAndGettingCriticalAgainWasToldBefore() {
        watch.check(part("a", burning())).check(part("a", hot()));
        assertThat(watch.told()).containsExactly("CRITICAL a hot");
        assertThat(watch.open()).containsExactly("WARNING a hot");

        watch.check(part("a", burning()));
        assertThat(watch.told()).isEmpty();
        assertThat(watch.open()).containsExactly("CRITICAL a hot");
    }

    @Test
    void aCriticalOneStaysCriticalThroughOneCleanLook() {
        watch.check(part("a", burning().confirmedBy(2)))
                .check(part("a", burning().confirmedBy(2)))
                .check(part("a"))
                .check(part("a", burning().confirmedBy(2)));

        assertThat(watch.told()).containsExactly("CRITICAL a hot");
        assertThat(watch.open()).containsExactly("CRITICAL a hot");
        assertThat(watch.recheck).isFalse();
    }

    @Test
    void recoveryTakesTwoCleanLooksTheSecondOneSoon() {
        watch.check(part("a", hot())).told();
        watch.check(part("a"));
        assertThat(watch.told()).isEmpty();
        assertThat(watch.recheck).isTrue();
        assertThat(watch.open()).containsExactly("WARNING a hot");

        watch.check(part("a"));
        assertThat(watch.told()).containsExactly("over a hot");
        assertThat(watch.recheck).isFalse();
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void aCleanLookInBetweenIsNotRecovery() {
        watch.check(part("a", hot())).check(part("a")).check(part("a", hot())).check(part("a"));

        assertThat(watch.told()).containsExactly("WARNING a hot");
    }

    @Test
    void aLookThatFindsSomethingElseIsCleanOfThis() {
        Condition worn = Condition.warning("worn", "it is worn");
        watch.check(part("a", hot())).check(part("a", worn)).check(part("a", worn));

        assertThat(watch.told()).containsExactly("WARNING a hot", "WARNING a worn", "over a hot");
    }

    @Test
    void aProblemThatComesBackIsANewOne() {
        watch.check(part("a", hot())).check(part("a")).check(part("a")).check(part("a", hot()));

        assertThat(watch.events).extracting(HeartbeatEvent::id).doesNotHaveDuplicates();
        assertThat(watch.told()).containsExactly("WARNING a hot", "over a hot", "WARNING a hot");
    }

    @Test
    void whatCannotBeReadKeepsItsConditionsAndBecomesOneItself() {
        watch.check(part("a", hot())).told();
        watch.check(unknown("a"));
        assertThat(watch.recheck).isTrue();
        watch.check(unknown("a"));
        assertThat(watch.told()).isEmpty();

        watch.check(unknown("a"));
        assertThat(watch.told()).containsExactly("WARNING a unreadable");
        assertThat(watch.recheck).isFalse();
        assertThat(watch.open()).containsExactly("WARNING a hot", "WARNING a unreadable");
        assertThat(watch.engine.conditions().get(1).message()).isEqualTo("permission denied; run as root");

        watch.check(part("a", hot()));
        assertThat(watch.told()).containsExactly("over a unreadable");
    }

    @Test
    void aLookInBetweenBeginsTheCountOfTheUnreadableAnew() {
        for (int i = 0; i < 3; i++) {
            watch.check(unknown("a")).check(unknown("a")).check(part("a"));
        }

        assertThat(watch.told()).isEmpty();
    }

    @Test
    void whatIsWrongWithAComponentThatCannotBeReadInFullCounts() {
        ComponentReport report =
                new ComponentReport("a", "Disk a", ComponentState.UNKNOWN, "half of it", List.of(burning()), List.of());
        watch.check(report);

        assertThat(watch.told()).containsExactly("CRITICAL a hot");
    }

    @Test
    void sleepFreezesEverything() {
        watch.check(part("a", hot()), part("b", hot().confirmedBy(2)), unknown("c"))
                .check(part("a"), part("b", hot().confirmedBy(2)), unknown("c"))
                .told();
        for (int i = 0; i < 5; i++) {
            watch.check(sleeping("a"), sleeping("b"), sleeping("c"));
            assertThat(watch.recheck).isFalse();
        }
        assertThat(watch.told()).isEmpty();
        assertThat(watch.open()).containsExactly("WARNING a hot", "WARNING b hot");

        watch.check(part("a"), part("b", hot()), unknown("c"));
        assertThat(watch.told()).containsExactly("over a hot", "WARNING c unreadable");
    }

    @Test
    void aSleeperDoesNotConfirm() {
        ComponentReport dreaming = new ComponentReport(
                "a", "Disk a", ComponentState.SLEEPING, "", List.of(hot().confirmedBy(2)), List.of());
        watch.check(part("a", hot().confirmedBy(2))).check(dreaming).check(dreaming);
        assertThat(watch.told()).isEmpty();

        watch.check(part("a", hot().confirmedBy(2)));
        assertThat(watch.told()).containsExactly("WARNING a hot");
    }

    @Test
    void theUnsupportedIsNeverAnAlarmNotEvenWhenItGoes() {
        watch.check(unsupported("a"))
                .check(unsupported("a"))
                .check(unsupported("a"))
                .check()
                .check()
                .check();

        assertThat(watch.told()).isEmpty();
        assertThat(watch.engine.components(false)).isEmpty();
    }

    @Test
    void theUnsupportedKeepsWhatItHad() {
        watch.check(part("a", hot())).told();
        watch.check(unsupported("a")).check(unsupported("a")).check(unsupported("a"));

        assertThat(watch.told()).isEmpty();
        assertThat(watch.open()).containsExactly("WARNING a hot");
    }

    @Test
    void aPluginMayUseTheWordsOfTheCore() {
        Condition missing = Condition.warning("missing", "its twin is missing");
        watch.check(part("a", missing)).check(part("a", missing));
        assertThat(watch.told()).containsExactly("WARNING a disk.missing");
        assertThat(watch.engine.isOpen(TYPE, "a", "missing")).isTrue();

        watch.check().check().check(part("a", missing));
        assertThat(watch.told()).containsExactly("CRITICAL a missing", "over a missing");
    }

    @Test
    void theStateIsNeverMilderThanTheConditions() {
        watch.check(
                new ComponentReport("a", "", ComponentState.OK, "", List.of(hot()), List.of()),
                new ComponentReport(
                        "b", "", ComponentState.WARNING, "", List.of(hot(), Condition.critical("x", "y")), List.of()),
                new ComponentReport("c", "", ComponentState.CRITICAL, "", List.of(hot()), List.of()));

        assertThat(watch.engine.components(false))
                .extracting(ComponentView::state)
                .containsExactly(ComponentState.WARNING, ComponentState.CRITICAL, ComponentState.CRITICAL);
    }

    @Test
    void conditionsAreTheSameInstanceWhileNothingChanges() {
        watch.check(part("a", hot()));
        List<HardwareCondition> first = watch.engine.conditions();
        watch.check(part("a", hot()));
        assertThat(watch.engine.conditions()).isSameAs(first);

        watch.check(part("a", Condition.warning("hot", "it is hotter")));
        assertThat(watch.engine.conditions()).isNotSameAs(first);
    }

    @Test
    void whatIsForgottenIsOverAndNewWhenSeenAgain() {
        watch.check(part("a", hot().confirmedBy(2), Condition.critical("dead", "dead")))
                .told();
        assertThat(watch.engine.forget("disk:a")).isTrue();
        assertThat(watch.engine.forget("disk:a")).isFalse();
        assertThat(watch.engine.forget("disk:monitor")).isFalse();
        assertThat(watch.engine.forget("fan:a")).isFalse();
        assertThat(watch.engine.forget("a")).isFalse();
        assertThat(watch.engine.components(true)).isEmpty();

        watch.check().check().check();
        assertThat(watch.told()).containsExactly("over a dead");
        watch.check(part("a", Condition.critical("dead", "dead")));
        assertThat(watch.told()).containsExactly("CRITICAL a dead");
    }

    @Test
    void aSnapshotShowsWhatIsUnconfirmedOnlyToWhomAsksForIt() {
        watch.check(part("a", hot().confirmedBy(2), burning().confirmedBy(2))).fail("no answer");

        assertThat(watch.engine.components(true))
                .extracting(view -> view.conditions().size())
                .containsExactly(1, 1);
        assertThat(watch.engine.components(false))
                .extracting(view -> view.conditions().size())
                .containsExactly(0, 0);
        ComponentView monitor = watch.engine.components(true).get(1);
        assertThat(monitor.component()).isEqualTo("disk:monitor");
        assertThat(monitor.state()).isEqualTo(ComponentState.UNKNOWN);
        assertThat(monitor.note()).isEqualTo("no answer");
    }
}
