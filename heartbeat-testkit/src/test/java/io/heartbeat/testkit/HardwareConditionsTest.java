package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a host's hardware is told once, and once when it is over, whatever the network does to its beats. */
class HardwareConditionsTest {
    private static final Duration A_WHILE = ofMinutes(3);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(31);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");
    private final Attacker attacker = network.attacker();

    @Test
    void aProblemIsToldWithTheNextBeatAndSoIsItsEnd() {
        network.advance(A_WHILE);
        nas.hardware(warning("disk.pending"));
        network.advance(ofSeconds(3));
        assertThat(hardwareEvents()).containsExactly("nas problem disk.pending WARNING");
        network.advance(ofHours(1));
        nas.hardware();
        network.advance(ofSeconds(3));

        assertThat(hardwareEvents()).containsExactly("nas problem disk.pending WARNING", "nas recovered disk.pending");
        HardwareRecovered recovered = events.ofType(HardwareRecovered.class).get(0);
        assertThat(recovered.remote()).isTrue();
        assertThat(Duration.between(recovered.at(), network.now())).isLessThan(ofSeconds(3));
        assertThat(events.ofType(HardwareProblem.class).get(0).condition()).isEqualTo(warning("disk.pending"));
    }

    @Test
    void aHostThatIsSickWhenItIsFirstHeardIsDiscoveredFirst() {
        nas.hardware(warning("disk.pending"));
        network.advance(ofSeconds(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HARDWARE_PROBLEM");
        assertThat(watcher.hosts().get(0).conditions()).containsExactly(warning("disk.pending"));
    }

    @Test
    void aHostThatWatchesNoHardwareIsNoNews() {
        network.advance(A_WHILE);
        nas.hardware();
        network.advance(A_WHILE);

        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(watcher.hosts().get(0).conditions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lostBeatsLoseNothing(long seed) {
        RecordedEvents told = new RecordedEvents();
        SimulatedNetwork lossy = SimulatedNetwork.seeded(seed).loss(0.3);
        SimulatedMonitor monitor = lossy.monitor("watcher", told);
        SimulatedHost host = lossy.host("nas");
        for (int size = 0; size <= 60; size += 6) {
            HardwareCondition[] sick = conditions(size);
            host.hardware(sick);
            lossy.advance(ofMinutes(5));
            assertThat(monitor.hosts().get(0).conditions()).containsExactly(sick);
        }
        host.hardware();
        lossy.advance(ofMinutes(5));

        assertThat(told.ofType(HardwareProblem.class)).hasSize(60);
        assertThat(told.ofType(HardwareRecovered.class)).hasSize(60);
    }

    @Test
    void beatsThatOvertakeEachOtherAndComeTwiceBringNothingBack() {
        network.delay(ofMillis(1), ofSeconds(8)).duplicate(1);
        for (int i = 0; i < 50; i++) {
            nas.hardware(warning("disk.pending"));
            network.advance(ofSeconds(30));
            nas.hardware();
            network.advance(ofSeconds(30));
        }

        assertThat(hardwareEvents()).hasSize(100);
        assertAlternates();
    }

    @Test
    void recordedBeatsNeitherRaiseNorEndAnything() {
        network.advance(A_WHILE);
        nas.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        nas.hardware();
        network.advance(A_WHILE);
        nas.restart();
        nas.hardware(warning("disk.worn"));
        network.advance(A_WHILE);
        events.clear();
        for (RecordedDatagram recorded : attacker.recording()) {
            attacker.replay(List.of(recorded));
            network.advance(ofMillis(300));
        }
        watcher.restart();
        attacker.replay(attacker.recording());
        network.advance(A_WHILE);

        assertThat(events.events()).isEmpty();
        assertThat(codes()).containsExactly("disk.worn");
    }

    @Test
    void beatsHeldBackBringNothingBack() {
        network.advance(A_WHILE);
        nas.hardware(warning("disk.pending"));
        attacker.suppress(nas);
        network.advance(ofSeconds(8));
        attacker.permit(nas);
        nas.hardware();
        network.advance(A_WHILE);
        attacker.replay(attacker.recording());
        network.advance(A_WHILE);

        assertThat(hardwareEvents()).isEmpty();
    }

    @Test
    void aSetThatChangesBeforeAllItsPagesWereHeardEndsAsItIsLast() {
        for (int i = 0; i < 20; i++) {
            nas.hardware(conditions(3 * i));
            network.advance(ofSeconds(5));
        }
        nas.hardware(conditions(8));
        network.advance(A_WHILE);

        assertThat(watcher.hosts().get(0).conditions()).containsExactly(conditions(8));
        assertAlternates();
    }

    @Test
    void whatGetsCriticalIsToldOnceMore() {
        nas.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        nas.hardware(critical("disk.pending"));
        network.advance(A_WHILE);
        nas.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        watcher.restart();
        nas.hardware(critical("disk.pending"));
        network.advance(A_WHILE);
        nas.hardware();
        network.advance(A_WHILE);

        assertThat(hardwareEvents())
                .containsExactly(
                        "nas problem disk.pending WARNING",
                        "nas problem disk.pending CRITICAL",
                        "nas recovered disk.pending");
    }

    @Test
    void textsThatChangeAllTheTimeAreNotToldButKnown() {
        for (int i = 0; i < 100; i++) {
            nas.hardware(new HardwareCondition(
                    "smart:x", "Disk", "disk.hot", Severity.WARNING, i + " °C", "", "", network.now()));
            network.advance(ofSeconds(2));
        }
        network.advance(ofSeconds(2));

        assertThat(hardwareEvents()).containsExactly("nas problem disk.hot WARNING");
        assertThat(watcher.hosts().get(0).conditions())
                .extracting(HardwareCondition::message)
                .containsExactly("99 °C");
        assertThat(watcher.hosts().get(0).conditions().get(0).since())
                .isEqualTo(
                        events.ofType(HardwareProblem.class).get(0).condition().since());
    }

    @Test
    void aHostThatRestartsGoesOnBeingSick() {
        nas.hardware(conditions(20));
        network.advance(A_WHILE);
        events.clear();
        nas.restart();
        network.advance(A_WHILE);
        nas.kill();
        nas.hardware(conditions(19));
        network.advance(ofSeconds(2));
        nas.start();
        network.advance(A_WHILE);

        assertThat(hardwareEvents()).containsExactly("nas recovered code-20");
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "false, 60", "true, 0", "true, 60", "true, 3600"})
    void aMonitorThatRestartsOrIsKilledRepeatsNothingAndTellsWhatEndedMeanwhile(boolean killed, int secondsDown) {
        nas.hardware(warning("disk.pending"), critical("disk.worn"));
        network.advance(ofSeconds(3));
        if (killed) {
            watcher.kill();
        } else {
            watcher.close();
        }
        events.clear();
        nas.hardware(critical("disk.worn"), warning("disk.hot"));
        network.advance(ofSeconds(secondsDown));
        watcher.start();
        assertThat(events.remembered().get(0).conditions())
                .containsExactly(warning("disk.pending"), critical("disk.worn"));
        network.advance(A_WHILE);

        assertThat(hardwareEvents()).containsExactly("nas problem disk.hot WARNING", "nas recovered disk.pending");
    }

    /** A monitor also saves every half minute: the moment must not be one of those. */
    @ParameterizedTest
    @ValueSource(ints = {7, 14, 21})
    void aMonitorThatIsKilledRightAfterItToldSomethingDoesNotTellItAgain(int seconds) {
        network.advance(A_WHILE.plusSeconds(seconds));
        nas.hardware(warning("disk.pending"));
        network.advance(ofSeconds(3));
        watcher.kill();
        watcher.start();
        network.advance(A_WHILE.plusSeconds(seconds));
        nas.hardware();
        network.advance(ofSeconds(3));
        watcher.kill();
        watcher.start();
        attacker.replay(attacker.recording());
        network.advance(A_WHILE);

        assertThat(hardwareEvents()).containsExactly("nas problem disk.pending WARNING", "nas recovered disk.pending");
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H"})
    void aHostThatMayBeARecordingRaisesAlarmsButEndsThemOnlyOnceItsClockIsRight(Duration wrongBy) {
        SimulatedHost pi = network.host("pi");
        pi.answering(false);
        pi.setClock(wrongBy);
        pi.restart();
        pi.hardware(conditions(9));
        network.advance(A_WHILE);
        assertThat(events.about("pi").ofType(HardwareProblem.class)).hasSize(9);
        pi.hardware(conditions(4));
        network.advance(A_WHILE);
        assertThat(events.about("pi").ofType(HardwareRecovered.class)).isEmpty();
        pi.setClock(Duration.ZERO);
        pi.restart();
        network.advance(A_WHILE);

        assertThat(events.about("pi").ofType(HardwareRecovered.class)).hasSize(5);
    }

    @Test
    void aHostThatIsDeadOrGoneKeepsWhatWasWrongWithItUntilItSaysOtherwise() {
        nas.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        nas.kill();
        network.advance(A_WHILE);
        assertThat(watcher.hosts()).extracting(HostSnapshot::state).containsExactly(HostState.FLATLINED);
        assertThat(codes()).containsExactly("disk.pending");
        nas.start();
        network.advance(A_WHILE);
        nas.close();
        network.advance(A_WHILE);
        assertThat(watcher.hosts()).extracting(HostSnapshot::state).containsExactly(HostState.DEPARTED);
        assertThat(codes()).containsExactly("disk.pending");
        events.clear();
        nas.hardware();
        nas.start();
        network.advance(A_WHILE);

        assertThat(events.types()).containsExactly("HOST_RECOVERED", "HARDWARE_RECOVERED");
    }

    @Test
    void theGoodbyeTellsWhatIsWrongToo() {
        network.advance(A_WHILE);
        nas.hardware(warning("disk.pending"));
        nas.close();
        network.advance(ofSeconds(1));

        assertThat(hardwareEvents()).containsExactly("nas problem disk.pending WARNING");
    }

    @Test
    void aHostThatIsForgottenIsNewWithAllThatIsWrongWithIt() {
        nas.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        events.clear();
        watcher.forget("nas");
        watcher.restart();
        assertThat(events.remembered()).isEmpty();
        network.advance(A_WHILE);

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HARDWARE_PROBLEM");
    }

    @Test
    void hostsAreToldApart() {
        SimulatedHost pi = network.host("pi");
        nas.hardware(warning("disk.pending"));
        pi.hardware(warning("disk.pending"));
        network.advance(A_WHILE);
        pi.hardware();
        network.advance(A_WHILE);

        assertThat(hardwareEvents())
                .containsExactlyInAnyOrder(
                        "nas problem disk.pending WARNING",
                        "pi problem disk.pending WARNING",
                        "pi recovered disk.pending");
    }

    private List<String> codes() {
        return watcher.hosts().get(0).conditions().stream()
                .map(HardwareCondition::code)
                .toList();
    }

    private List<String> hardwareEvents() {
        return events.events().stream()
                .map(HardwareConditionsTest::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String text(HeartbeatEvent event) {
        if (event instanceof HardwareProblem problem) {
            HardwareCondition condition = problem.condition();
            return problem.host() + " problem " + condition.code() + " " + condition.severity();
        } else if (event instanceof HardwareRecovered recovered) {
            return recovered.host() + " recovered " + recovered.condition().code();
        }
        return "";
    }

    private void assertAlternates() {
        hardwareEvents().stream().map(text -> text.split(" ", -1)[2]).distinct().forEach(code -> {
            List<String> ofOne = hardwareEvents().stream()
                    .filter(text -> text.split(" ", -1)[2].equals(code))
                    .toList();
            for (int i = 0; i < ofOne.size(); i++) {
                assertThat(ofOne.get(i)).contains(i % 2 == 0 ? " problem " : " recovered ");
            }
        });
    }

    private HardwareCondition warning(String code) {
        return condition(code, Severity.WARNING);
    }

    private HardwareCondition critical(String code) {
        return condition(code, Severity.CRITICAL);
    }

    private HardwareCondition[] conditions(int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(i -> condition("code-" + i, Severity.WARNING))
                .toArray(HardwareCondition[]::new);
    }

    private static HardwareCondition condition(String code, Severity severity) {
        return new HardwareCondition(
                "smart:wwn-5000c500a1b2c3d4",
                "WD Red at /dev/sda",
                code,
                severity,
                "something is wrong with this disk",
                "replace it",
                "sectors 8",
                SimulatedClock.START);
    }
}
