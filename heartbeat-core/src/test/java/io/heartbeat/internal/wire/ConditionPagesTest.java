package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionPagesTest {
    private static final Instant SINCE = Instant.ofEpochMilli(1_795_305_600_123L);
    private static final String LONG = "x".repeat(1_000);

    private final GroupKey key = GroupKey.ofKey(new byte[32]);
    private final int room = new BeatSealer(key, "nas").roomForConditions();

    @Test
    void thatAllIsWellIsOnePageWithoutConditions() {
        List<ConditionPage> pages = ConditionPages.of(List.of(), room);

        assertThat(pages).singleElement().satisfies(page -> {
            assertThat(page.count()).isEqualTo(1);
            assertThat(page.index()).isZero();
            assertThat(page.conditions()).isEmpty();
        });
    }

    @Test
    void aConditionArrivesAsItIs() {
        HardwareCondition pending = new HardwareCondition(
                "smart:wwn-5000c500a1b2c3d4",
                "WD Red — Büro",
                "disk.pending",
                Severity.CRITICAL,
                "648 sectors cannot be read",
                "replace the disk 🦊",
                "pending sectors 648",
                SINCE);
        HardwareCondition hot = new HardwareCondition("smart:x", "", "t", Severity.WARNING, "", "", "", Instant.EPOCH);

        assertThat(roundTrip(List.of(pending, hot))).containsExactly(pending, hot);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 254, 255})
    void everySetArrivesWholeInPagesThatFit(int size) {
        List<HardwareCondition> set = set(size);
        List<ConditionPage> pages = ConditionPages.of(set, room);

        assertThat(pages).allSatisfy(page -> {
            assertThat(page.length()).isLessThanOrEqualTo(room);
            assertThat(page.count()).isEqualTo(pages.size());
            assertThat(page.revision()).isEqualTo(pages.get(0).revision());
        });
        assertThat(pages)
                .extracting(ConditionPage::index)
                .isEqualTo(IntStream.range(0, pages.size()).boxed().toList());
        assertThat(roundTrip(set)).isEqualTo(set);
    }

    @Test
    void theLongestConditionOfTheLongestNameFitsIntoADatagram() {
        HardwareCondition longest = new HardwareCondition(LONG, LONG, LONG, Severity.CRITICAL, LONG, LONG, LONG, SINCE);
        BeatSealer sealer = new BeatSealer(key, "n".repeat(HostName.MAX_BYTES));
        List<ConditionPage> pages = ConditionPages.of(List.of(longest, longest), sealer.roomForConditions());

        byte[] datagram = sealer.seal(PacketType.BEAT, 1, 2, 3, 4, 5, 6, 7, 0, pages.get(1));

        assertThat(pages).hasSize(2);
        assertThat(datagram).hasSizeLessThanOrEqualTo(BeatLayout.MAX_LENGTH);
    }

    @Test
    void aFullPageGivesTheLongestDatagram() {
        BeatSealer sealer = new BeatSealer(key, "nas");
        ConditionPage full = new ConditionPage(1, 0, 1, new byte[room - BeatLayout.CONDITIONS]);

        assertThat(sealer.seal(PacketType.BEAT, 1, 2, 3, 4, 5, 6, 7, 8, full)).hasSize(BeatLayout.MAX_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"x, 157", "é, 78", "名, 52", "🦊, 39"})
    void aTextTooLongIsCutBetweenCharactersAndSaysSo(String character, int kept) {
        HardwareCondition wordy = message(character.repeat(161));

        assertThat(roundTrip(List.of(wordy)).get(0).message()).isEqualTo(character.repeat(kept) + "…");
    }

    @Test
    void aTextThatJustFitsIsNotCut() {
        assertThat(roundTrip(List.of(message("x".repeat(160)))).get(0).message())
                .isEqualTo("x".repeat(160));
    }

    @Test
    void whatMisleadsPeopleBecomesBlank() {
        HardwareCondition odd = message("a\tb\nc\u202Ed\u0000e\u2028f\u001B[31mg");

        assertThat(roundTrip(List.of(odd)).get(0).message()).isEqualTo("a b c d e f [31mg");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 10_000})
    void ofTooManyTheWorstAreToldAndHowManyMoreThereAre(int size) {
        List<HardwareCondition> told = roundTrip(set(size));

        assertThat(told).hasSize(255);
        assertThat(told.subList(0, 3))
                .containsExactlyElementsOf(set(7).stream()
                        .filter(condition -> condition.severity() == Severity.CRITICAL)
                        .limit(3)
                        .toList());
        HardwareCondition more = told.get(254);
        assertThat(more.message()).startsWith(size - 254 + " more conditions");
        assertThat(more.severity()).isEqualTo(size < 1_000 ? Severity.WARNING : Severity.CRITICAL);
    }

    @Test
    void theRevisionChangesWithAnythingAndNeverForNothing() {
        List<HardwareCondition> set = set(20);
        List<HardwareCondition> other = new ArrayList<>(set);
        other.set(13, message("changed"));

        assertThat(revision(set(20), room)).isEqualTo(revision(set, room));
        assertThat(revision(other, room)).isNotEqualTo(revision(set, room));
        assertThat(revision(set.subList(0, 19), room)).isNotEqualTo(revision(set, room));
    }

    @Test
    void pagesCutInAnotherWayAreAnotherRevision() {
        List<HardwareCondition> set =
                List.of(message("m".repeat(100)), message("m".repeat(150)), message("m".repeat(50)));
        List<ConditionPage> twoAndOne = ConditionPages.of(set, 340);
        List<ConditionPage> oneAndTwo = ConditionPages.of(set, 300);

        assertThat(twoAndOne).extracting(page -> conditions(page).size()).containsExactly(2, 1);
        assertThat(oneAndTwo).extracting(page -> conditions(page).size()).containsExactly(1, 2);
        assertThat(oneAndTwo.get(0).revision()).isNotEqualTo(twoAndOne.get(0).revision());
    }

    @Test
    void noPageIsEverTooLongAndNoneIsEmpty() {
        for (int most = room - 200; most <= room; most++) {
            for (ConditionPage page : ConditionPages.of(set(60), most)) {
                assertThat(page.length()).isBetween(100, most);
            }
        }
    }

    @Test
    void conditionsCutShortAreNone() {
        byte[] whole = ConditionBytes.encode(message("sick"));
        for (int length = 1; length < whole.length; length++) {
            assertThat(ConditionBytes.decode(Arrays.copyOf(whole, length))).isNull();
        }
    }

    @Test
    void anyBytesAreConditionsOrNone() {
        Random random = new Random(7);
        int none = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            List<HardwareCondition> decoded = ConditionBytes.decode(bytes);
            none += decoded == null ? 1 : 0;
            if (decoded != null) {
                assertThat(decoded)
                        .allSatisfy(condition -> assertThat(condition.label() + condition.component())
                                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]"));
            }
        }
        assertThat(none).isBetween(50_000, 99_999);
    }

    private List<HardwareCondition> roundTrip(List<HardwareCondition> set) {
        List<HardwareCondition> arrived = new ArrayList<>();
        for (ConditionPage page : ConditionPages.of(set, room)) {
            byte[] field = new byte[page.length() + 5];
            page.write(field, 3);
            ConditionPage read = ConditionPage.read(field, 3, page.length());
            assertThat(read).isNotNull();
            arrived.addAll(read == null ? List.of() : conditions(read));
        }
        return arrived;
    }

    private static List<HardwareCondition> conditions(ConditionPage page) {
        return Objects.requireNonNull(page.conditions());
    }

    private static int revision(List<HardwareCondition> set, int room) {
        return ConditionPages.of(set, room).get(0).revision();
    }

    private static HardwareCondition message(String message) {
        return new HardwareCondition("smart:x", "Disk", "disk.odd", Severity.WARNING, message, "", "", SINCE);
    }

    /** Every second one is critical, of many lengths. */
    private static List<HardwareCondition> set(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new HardwareCondition(
                        "smart:disk-" + i,
                        "Disk " + i + "l".repeat(i % 60),
                        "disk.pending",
                        i % 2 == 0 ? Severity.WARNING : Severity.CRITICAL,
                        "m".repeat(i * 7 % 160),
                        "a".repeat(i * 13 % 160),
                        "" + i,
                        SINCE.plusSeconds(i)))
                .toList();
    }
}
