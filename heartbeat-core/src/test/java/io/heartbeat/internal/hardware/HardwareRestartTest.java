package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.HOST;
import static io.heartbeat.internal.hardware.WatchedHardware.START;
import static io.heartbeat.internal.hardware.WatchedHardware.TYPE;
import static io.heartbeat.internal.hardware.WatchedHardware.burning;
import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static io.heartbeat.internal.hardware.WatchedHardware.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.HardwareReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareRestartTest {
    private final WatchedHardware watch = new WatchedHardware();

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
}
