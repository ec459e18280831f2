package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.ConditionPages;
import io.heartbeat.internal.wire.UnreadablePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostHardwareTest {
    private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
    private static final int ROOM = 120; // one condition a page

    private final List<String> told = new ArrayList<>();
    private HostHardware hardware = new HostHardware(List.of());

    @Test
    void aConditionIsToldWhenItBeginsAndWhenItIsOverAndNotInBetween() {
        hear(warning("a"));
        hear(warning("a"));
        hear();
        hear();

        assertThat(told).containsExactly("+a WARNING", "-a");
    }

    @Test
    void whatIsTheSameAsBeforeNeedsNoSecondLook() {
        ConditionPage page = ConditionPages.of(List.of(warning("a")), ROOM).get(0);
        assertThat(hardware.settledOn(page)).isFalse();
        hear(warning("a"));

        assertThat(hardware.settledOn(page)).isTrue();
        assertThat(hardware.settledOn(ConditionPages.of(List.of(), ROOM).get(0)))
                .isFalse();
    }

    @Test
    void ofAHostThatWasNeverHeardNothingIsKnown() {
        assertThat(hardware.settledOn(ConditionPages.of(List.of(), ROOM).get(0)))
                .isFalse();
    }

    @Test
    void whatGetsCriticalIsToldOnceMoreAndWhatGetsMilderOrCriticalAgainIsNot() {
        hear(warning("a"));
        hear(critical("a"));
        hear(warning("a"));
        assertThat(open()).extracting(HardwareCondition::severity).containsExactly(Severity.WARNING);
        hear(critical("a"));
        hear();
        hear(warning("a"));

        assertThat(told).containsExactly("+a WARNING", "+a CRITICAL", "-a", "+a WARNING");
    }

    @Test
    void changedTextsAreKnownButNotTold() {
        hear(warning("a"));
        hear(worded("a", "worse than before", SINCE));

        assertThat(told).containsExactly("+a WARNING");
        assertThat(open()).extracting(HardwareCondition::message).containsExactly("worse than before");
    }

    @Test
    void itLastsSinceTheHostFirstSaidSo() {
        hear(worded("a", "one", SINCE));
        hear(worded("a", "two", SINCE.plusSeconds(60)));

        assertThat(open()).extracting(HardwareCondition::since).containsExactly(SINCE);
    }

    @Test
    void anotherCodeOfTheSamePartIsAnotherCondition() {
        hear(warning("a"));
        hear(warning("b"));

        assertThat(told).containsExactly("+a WARNING", "+b WARNING", "-a");
    }

    @Test
    void whatStandsOnAPageIsToldAtOnceButOnlyTheWholeSetEndsAnything() {
        hear(warning("gone"));
        List<ConditionPage> pages = ConditionPages.of(List.of(warning("a"), warning("b"), warning("c")), ROOM);
        assertThat(pages).hasSize(3);
        told.clear();

        hear(pages.get(2), true);
        hear(pages.get(0), true);
        hear(pages.get(0), true);
        assertThat(told).containsExactly("+c WARNING", "+a WARNING");
        hear(pages.get(1), true);

        assertThat(told).containsExactly("+c WARNING", "+a WARNING", "+b WARNING", "-gone");
        assertThat(open()).extracting(HardwareCondition::code).containsExactly("a", "b", "c");
    }

    @Test
    void pagesOfDifferentSetsAreNeverPutTogether() {
        hear(warning("gone"));
        List<ConditionPage> two = ConditionPages.of(List.of(warning("a"), warning("b")), ROOM);
        List<ConditionPage> others = ConditionPages.of(List.of(warning("a"), warning("gone")), ROOM);
        hear(two.get(0), true);
        hear(others.get(0), true);
        hear(two.get(1), true);
        hear(others.get(1), true);

        assertThat(told).containsExactly("+gone WARNING", "+a WARNING", "+b WARNING");
    }

    @Test
    void aRecordingCanRaiseAnAlarmButEndNone() {
        hear(warning("a"), critical("b"));
        told.clear();
        hearUnverified(warning("b"), warning("c"));
        hearUnverified();

        assertThat(told).containsExactly("+c WARNING");
        assertThat(open())
                .extracting(HardwareCondition::code, HardwareCondition::severity)
                .containsExactly(
                        tuple("a", Severity.WARNING), tuple("b", Severity.CRITICAL), tuple("c", Severity.WARNING));
    }

    @Test
    void whatWasHeardUnverifiedCountsAsSoonAsTheSessionIsVerified() {
        hear(warning("a"));
        hearUnverified(warning("b"));
        told.clear();
        hear(warning("b"));

        assertThat(told).containsExactly("-a");
    }

    @Test
    void aPageThatCannotBeReadChangesNothing() {
        hear(warning("a"));
        hear(UnreadablePage.get(), true);
        hear(UnreadablePage.get(), true);
        assertThat(told).containsExactly("+a WARNING");
        hear();

        assertThat(told).containsExactly("+a WARNING", "-a");
    }

    @Test
    void aLaterRunGoesOnWhereThisOneEnded() {
        hear(warning("a"), critical("b"));
        hear(warning("a"), warning("b"), warning("c"));
        told.clear();
        hardware = new HostHardware(hardware.open());
        hear(warning("a"), critical("b"));

        assertThat(told).containsExactly("-c");
    }

    @Test
    void aHostThatGoesCrazyIsBounded() {
        for (int i = 0; i < 20; i++) {
            List<HardwareCondition> set = new ArrayList<>();
            for (int n = 0; n < 255; n++) {
                set.add(warning(i + "-" + n));
            }
            ConditionPages.of(set, 800).stream().skip(1).forEach(page -> hear(page, true));
        }

        assertThat(open()).hasSize(1_000);
        hear(warning("a"));
        hear(warning("b"));
        assertThat(open()).extracting(HardwareCondition::code).containsExactly("b");
    }

    @Test
    void inWhateverOrderPagesComeProblemAndRecoveryAlternateAndTheLastWholeSetIsKnown() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            List<HardwareCondition> set = IntStream.range(0, 12)
                    .filter(n -> random.nextBoolean())
                    .mapToObj(n -> warning("c" + n))
                    .toList();
            List<ConditionPage> pages = new ArrayList<>(ConditionPages.of(set, ROOM));
            Collections.shuffle(pages, new Random(i));
            boolean all = random.nextBoolean();
            pages.stream().skip(all ? 0 : 1).forEach(page -> hear(page, true));
            if (all) {
                assertThat(open()).isEqualTo(set);
            }
        }
        for (int n = 0; n < 12; n++) {
            String code = "c" + n;
            List<String> ofOne = told.stream()
                    .filter(text -> text.matches("." + code + "( .*)?"))
                    .toList();
            for (int i = 0; i < ofOne.size(); i++) {
                assertThat(ofOne.get(i)).startsWith(i % 2 == 0 ? "+" : "-");
            }
        }
    }

    private List<HardwareCondition> open() {
        return hardware.open().stream().map(OpenCondition::condition).toList();
    }

    private void hear(HardwareCondition... set) {
        ConditionPages.of(List.of(set), 1_000).forEach(page -> hear(page, true));
    }

    private void hearUnverified(HardwareCondition... set) {
        ConditionPages.of(List.of(set), 1_000).forEach(page -> hear(page, false));
    }

    private void hear(ConditionPage page, boolean verified) {
        int before = told.size();
        boolean news = hardware.hear(
                page,
                verified,
                problem -> told.add("+" + problem.code() + " " + problem.severity()),
                over -> told.add("-" + over.code()));
        assertThat(news).isEqualTo(told.size() > before);
    }

    private static HardwareCondition warning(String code) {
        return worded(code, "m".repeat(50), SINCE);
    }

    private static HardwareCondition critical(String code) {
        return new HardwareCondition("smart:x", "Disk", code, Severity.CRITICAL, "sick", "", "", SINCE);
    }

    private static HardwareCondition worded(String code, String message, Instant since) {
        return new HardwareCondition("smart:x", "Disk", code, Severity.WARNING, message, "", "", since);
    }
}
