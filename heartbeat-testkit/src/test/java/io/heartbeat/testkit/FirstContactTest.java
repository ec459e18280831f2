package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor that cannot tell a beat from a recording by its clock asks, and the answer tells: it carries the number of the question. */
class FirstContactTest {
    private static final String YEARS_BEHIND = "-P20000D";

    private final SimulatedNetwork network = SimulatedNetwork.seeded(23);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost pi = network.host("pi");
    private final Attacker attacker = network.attacker();

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", YEARS_BEHIND, "P20000D"})
    void aHostWithoutAClockIsVerifiedWithinARoundTrip(Duration error) {
        pi.setClock(error);
        pi.restart();
        network.advance(ofMillis(3));

        assertThat(known().verified()).isTrue();
        assertThat(attacker.questions()).hasSize(1);
    }

    @Test
    @Tag("slow")
    void whereTheQuestionsAreLostItIsAskedAgainEverMoreRarely() {
        pi.answering(false);
        pi.setClock(Duration.parse(YEARS_BEHIND));
        pi.restart();
        network.advance(ofHours(1));
        assertThat(known().verified()).isFalse();
        assertThat(attacker.questions()).hasSizeBetween(50, 100);

        pi.answering(true);
        network.advance(ofSeconds(70));
        assertThat(known().verified()).isTrue();
    }

    @Test
    void whoseClockIsRightIsNotAsked() {
        network.advance(ofMillis(900));
        assertThat(known().verified()).isTrue();
        assertThat(attacker.questions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", YEARS_BEHIND, "P20000D"})
    void aHostThatRestartsWithoutAClockHasOnlyRestarted(Duration error) {
        network.advance(ofMinutes(1));
        pi.setClock(error);
        pi.restart();
        network.advance(ofHours(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
        assertThat(known().verified()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", YEARS_BEHIND})
    void aHostWithoutAClockThatComesBackClearsItsAlarm(Duration error) {
        network.advance(ofMinutes(1));
        pi.kill();
        network.advance(ofMinutes(1));
        pi.setClock(error);
        pi.start();
        network.advance(ofSeconds(3));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "HOST_RECOVERED");
    }

    @ParameterizedTest
    @CsvSource({"PT30S, false", "PT30S, true", "PT10H, false", "PT10H, true"})
    void aVirtualMachineWhoseClocksStoodStillCountsAgainAtOnce(Duration stopped, boolean monitorRestarts) {
        network.advance(ofMinutes(1));
        pi.stop();
        network.advance(stopped);
        pi.resume();
        if (monitorRestarts) {
            watcher.restart();
        }
        network.advance(ofSeconds(5));

        assertThat(known().state()).isEqualTo(HostState.ALIVE);
        assertThat(events.ofType(BeatRejected.class)).isEmpty();
        events.clear();
        network.advance(ofHours(1));
        assertThat(events.events()).isEmpty();
    }

    /** It says again what it said before: until it is told so, its beats look like a recording. */
    @Test
    void aVirtualMachineThatIsSetBackToASnapshotCountsAgainWithinSeconds() {
        network.advance(ofMinutes(1));
        SimulatedHost snapshot = network.copy(pi);
        snapshot.stop();
        network.advance(ofHours(1));
        pi.kill();
        snapshot.resume();
        network.advance(ofSeconds(10));

        assertThat(known().state()).isEqualTo(HostState.ALIVE);
        assertThat(known().address()).isEqualTo(snapshot.address.getHostAddress());
        events.clear();
        network.advance(ofHours(3));
        assertThat(events.events()).isEmpty();
    }

    @Test
    void theRecordedAnswerRaisesNobodyOnceTheQuestionIsFiveSecondsOld() {
        pi.setClock(Duration.parse(YEARS_BEHIND));
        pi.restart();
        network.advance(ofMinutes(5));
        pi.kill();
        network.advance(ofMinutes(1));
        attacker.suppress(pi);
        pi.start();
        network.advance(ofSeconds(1));
        attacker.replay(attacker.recording()
                .subList(attacker.recording().size() - 1, attacker.recording().size()));
        network.advance(ofMillis(100));
        events.clear();
        assertThat(known().state()).isEqualTo(HostState.FLATLINED);
        attacker.ask(
                pi, attacker.questions().get(attacker.questions().size() - 1)); // which the monitor put to the attacker
        network.advance(ofMillis(100));
        pi.kill();
        network.advance(ofMillis(4_950));
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(10));

        assertThat(events.without(BeatRejected.class).events()).isEmpty();
    }

    @Test
    void anAnswerHeldBackRaisesADeadHostForSecondsAtMost() {
        pi.setClock(Duration.parse(YEARS_BEHIND));
        pi.restart();
        network.advance(ofMinutes(5));
        pi.kill();
        network.advance(ofMinutes(1));
        events.clear();
        attacker.suppress(pi);
        pi.start();
        network.advance(ofSeconds(1));
        attacker.replay(attacker.recording());
        network.advance(ofMillis(100));
        attacker.ask(pi, attacker.questions().get(attacker.questions().size() - 1));
        network.advance(ofMillis(100));
        Instant died = network.now();
        pi.kill();
        for (int second = 0; second < 600; second++) {
            attacker.replay(attacker.recording());
            network.advance(ofSeconds(1));
        }

        assertThat(known().state()).isEqualTo(HostState.FLATLINED);
        assertThat(events.ofType(HostFlatlined.class))
                .allSatisfy(
                        event -> assertThat(Duration.between(died, event.at())).isLessThan(ofSeconds(30)));
    }

    @Test
    void aRecordingThatWasNeverHeardBeforeIsUnverifiedAndNobodyAnswersForIt() {
        SimulatedHost attic = network.host("attic");
        network.cut(watcher);
        network.advance(ofMinutes(1));
        attic.kill();
        network.advance(ofMinutes(20));
        network.heal(watcher);
        attacker.recording().stream()
                .filter(datagram -> datagram.from() == attic)
                .forEach(datagram -> {
                    attacker.send(datagram.bytes());
                    network.advance(ofSeconds(2));
                });
        assertThat(watcher.hosts()).filteredOn(HostSnapshot::host, "attic").allMatch(host -> !host.verified());
        network.advance(ofMinutes(2));
        assertThat(events.about("attic").ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void howeverManyRecordingsAreReplayedAMonitorAsksFiftyTimesASecondAtMost() {
        List<SimulatedHost> many = java.util.stream.IntStream.range(0, 600)
                .mapToObj(i -> network.host("host" + i, ofSeconds(10)))
                .toList();
        network.advance(ofMinutes(1));
        many.forEach(SimulatedHost::restart);
        network.advance(ofMinutes(1));
        many.forEach(SimulatedHost::kill);
        network.advance(ofMinutes(5));
        int before = attacker.questions().size();
        List<RecordedDatagram> recording = attacker.recording();
        for (int second = 0; second < 10; second++) {
            attacker.replay(recording);
            network.advance(ofSeconds(1));
        }

        assertThat(attacker.questions().size() - before).isBetween(200, 200 + 10 * 50 + 50);
    }

    @Test
    void aHostWithoutAClockClearsTheAlarmOfItsDisk() {
        pi.setClock(Duration.parse(YEARS_BEHIND));
        pi.restart();
        pi.hardware(new HardwareCondition(
                "disk", "Disk", "failing", Severity.CRITICAL, "is failing", "replace it", "", Instant.EPOCH));
        network.advance(ofMinutes(1));
        pi.hardware();
        network.advance(ofSeconds(10));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HARDWARE_PROBLEM", "HARDWARE_RECOVERED");
    }

    private HostSnapshot known() {
        return watcher.hosts().stream()
                .filter(host -> host.host().equals("pi"))
                .findFirst()
                .orElseThrow();
    }
}
