package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.HOST;
import static io.heartbeat.internal.hardware.WatchedHardware.START;
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
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @SuppressWarnings("NullAway")
    void textsOfAPluginAreMadeFitForOneLine() {
        String mega = "é\u202e\n\t".repeat(300_000);
        ComponentReport absurd = new ComponentReport(
                "a",
                mega,
                null,
                null,
                List.of(new Condition("c", null, mega, null, mega, 1)),
                List.of(
                        new Reading(mega, 1, Reading.Unit.COUNT, Reading.Kind.COUNTER),
                        new Reading(null, 1, null, null)));
        watch.check(
                absurd,
                new ComponentReport("b", null, ComponentState.OK, mega, absurd.conditions(), absurd.readings()));
        watch.partial(mega);
        watch.fail(mega);
        watch.restart();

        HardwareCondition told = ((HardwareProblem) watch.events.get(0)).condition();
        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        assertThat(told.advice()).isEmpty();
        assertThat(told.label()).startsWith("é ").endsWith("…");
        for (HardwareCondition condition : watch.engine.conditions()) {
            assertFits(condition.label(), 80);
            assertFits(condition.message(), 160);
            assertFits(condition.reading(), 60);
        }
        for (ComponentView view : watch.engine.components(true)) {
            assertFits(view.label(), 80);
            assertFits(view.note(), 160);
        }
        assertThat(watch.engine.memory()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
    }

    private static void assertFits(String text, int bytes) {
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
        assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
    }

    @Test
    void textsAreCutBetweenCharacters() {
        assertThat(PlainText.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.of("abcdefg", 6)).isEqualTo("abc…");
        assertThat(PlainText.of("ab😀😀", 10)).isEqualTo("ab😀😀");
        assertThat(PlainText.of("ab😀😀😀", 10)).isEqualTo("ab😀…");
        assertThat(PlainText.of("ab😀😀", 9)).isEqualTo("ab😀…");
        assertThat(PlainText.of("ab😀😀", 8)).isEqualTo("ab…");
        assertThat(PlainText.of("\ud83d broken", 60)).isEqualTo("broken");
        assertThat(PlainText.of(" a\r\nb ", 60)).isEqualTo("a  b");
    }

    @Test
    void anEndlessInventoryIsBounded() {
        List<ComponentReport> many =
                IntStream.range(0, 10_000).mapToObj(i -> part("id" + i, hot())).toList();
        watch.take(HardwareReport.complete(many));
        assertThat(watch.told()).hasSize(1_000);
        assertThat(watch.engine.components(false)).hasSize(1_000);

        watch.take(HardwareReport.complete(many)).take(HardwareReport.complete(many));
        assertThat(watch.told()).isEmpty();
        watch.take(HardwareReport.complete(many.subList(9_000, 10_000)));
        assertThat(watch.engine.components(false)).hasSize(1_000);
    }

    @Test
    void endlessConditionsAndReadingsAreBounded() {
        List<Condition> conditions = IntStream.range(0, 5_000)
                .mapToObj(i -> Condition.warning("c" + i, "x"))
                .toList();
        for (int round = 0; round < 3; round++) {
            int from = round * 1_000;
            List<Reading> readings = IntStream.range(from, from + 5_000)
                    .mapToObj(i -> Reading.counter("r" + i, i))
                    .toList();
            watch.check(ComponentReport.checked("a", "Disk a", conditions, readings), part("b"));
        }

        assertThat(watch.told()).hasSize(20);
        assertThat(watch.engine.components(false).get(0).readings()).hasSize(64);
        assertThat(watch.engine.memory()).hasSizeLessThan(100);

        watch.check(part("b")).check(part("b"));
        assertThat(watch.told()).containsExactly("CRITICAL a missing");
    }

    @Test
    void aRestartRepeatsNothingAndTellsWhatChangedMeanwhile() {
        watch.check(part("a", hot()), part("b", hot()), part("c")).told();
        watch.restart();
        assertThat(watch.open()).containsExactly("WARNING a hot", "WARNING b hot");
        watch.check(part("a", burning()), part("b"), part("c", hot())).check(part("a", burning()), part("b"));

        assertThat(watch.told()).containsExactly("CRITICAL a hot", "WARNING c hot", "over b hot");
    }

    @Test
    void aRestartRemembersWhatWasMissing() {
        watch.check(part("a")).check().check().told();
        watch.restart().check();
        assertThat(watch.told()).isEmpty();

        watch.check(part("a"));
        assertThat(watch.told()).containsExactly("over a missing");
    }

    @Test
    void afterARestartNothingIsMissingBeforeTwoCompleteChecks() {
        watch.check(part("a")).restart().fail("not yet").partial("not yet").check();
        assertThat(watch.told()).isEmpty();

        watch.check();
        assertThat(watch.told()).containsExactly("CRITICAL a missing");
    }

    @Test
    void whatWasCertainButNotToldBeforeACrashIsToldAfterItUnderTheSameId() {
        watch.engine.take(TYPE, HardwareReport.complete(List.of(part("a", hot()))), START);
        assertThat(watch.engine.hasNews()).isTrue();
        List<String> writtenAhead = watch.engine.memory();
        watch.engine.tell(START, watch.events::add);
        assertThat(watch.engine.hasNews()).isFalse();

        watch.now = START + 60_000;
        watch.engine = new HardwareEngine(HOST, List.of(TYPE), writtenAhead);
        watch.restart();

        assertThat(watch.events)
                .extracting(HeartbeatEvent::id)
                .hasSize(2)
                .containsOnly(watch.events.get(0).id());
    }

    @Test
    void withoutAnyMemoryNothingIsKnownBeforeEverythingWasLookedAt() {
        watch.engine.remembersNothing();
        watch.check(sleeping("a"), part("b")).check(sleeping("a"), part("b"));
        assertThat(watch.open()).isNull();
        watch.fail("no answer").fail("no answer").fail("no answer");
        assertThat(watch.open()).isNull();
        watch.check(part("a"), part("b"));
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void nothingIsKnownUntilEveryMonitorHasHadItsSay() {
        HardwareEngine engine = new HardwareEngine(HOST, List.of("disk", "fan"), List.of());
        assertThat(engine.conditions()).isNull();
        engine.take("disk", HardwareReport.complete(List.of(part("a"))), START);
        assertThat(engine.conditions()).isNull();
        engine.failed("fan", "no answer", START);
        engine.failed("fan", "no answer", START);
        assertThat(engine.conditions()).isNull();
        engine.failed("fan", "no answer", START);
        assertThat(engine.conditions()).isEmpty();
        engine.tell(START, event -> {});
        assertThat(engine.conditions()).hasSize(1);
    }

    @Test
    void whatIsRememberedIsKnownAtOnce() {
        watch.check(part("a")).restart();

        assertThat(watch.open()).isEmpty();
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
    void conditionsOfATypeThatIsNotCheckedAnyMoreStayUntilItIsRetired() {
        watch.check(part("a", hot())).fail("x").fail("x").fail("x").told();
        watch.engine = new HardwareEngine(HOST, List.of("fan"), watch.engine.memory());
        assertThat(watch.open()).containsExactly("WARNING a hot", "WARNING monitor check-failing");

        watch.engine.retire(TYPE);
        watch.engine.retire("never-heard-of");
        watch.engine.tell(watch.now, watch.events::add);
        assertThat(watch.told()).containsExactly("over a hot", "over monitor check-failing");
        assertThat(watch.open()).isEmpty();
    }

    @Test
    void whereNobodyLooksNobodySaysThatAllIsWell() {
        HardwareEngine engine = new HardwareEngine(WatchedHardware.HOST, List.of(), List.of());
        assertThat(engine.conditions()).isNull();
        engine.retire(WatchedHardware.TYPE);
        assertThat(engine.conditions()).isEmpty();
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
