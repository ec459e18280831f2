package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A host whose clock is more than ten minutes off is watched, but where it cannot be asked, what it says cannot be told from a recording.
 * What asking changes is in {@link FirstContactTest}.
 */
class WrongClockTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(17);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost pi = network.host("pi");

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H", "-P20000D"})
    void onFirstContactItIsMarkedAsUnverified(Duration error) {
        begin(error);

        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(events.ofType(HostDiscovered.class).get(0).verified()).isFalse();
        assertThat(events.ofType(HostDiscovered.class).get(0).summary()).contains("unverified");
        assertThat(watcher.hosts().get(0).verified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT9M", "-PT9M"})
    void withinTenMinutesAllIsWell(Duration error) {
        begin(error);

        assertThat(watcher.hosts().get(0).verified()).isTrue();
    }

    @Test
    void anUnverifiedHostFlatlinesLikeAnyOtherButNeverClearsItsAlarm() {
        begin(ofHours(1));
        network.cut(pi);
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        network.heal(pi);
        network.advance(ofMinutes(9));

        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED", "BEAT_REJECTED");
        assertThat(events.ofType(BeatRejected.class).get(0).reason()).isEqualTo(Rejection.WRONG_CLOCK);
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H"})
    void onceItsClockIsSetItIsVerifiedAndItsAlarmIsCleared(Duration error) {
        begin(error);
        network.cut(pi);
        network.advance(ofMinutes(1));
        network.heal(pi);
        pi.setClock(Duration.ZERO);
        network.advance(ofMinutes(1));

        assertThat(watcher.hosts().get(0).verified()).isTrue();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void aKnownHostThatRestartsWithItsClockAheadIsRefusedAndThatIsExplained() {
        begin(Duration.ZERO);
        pi.setClock(ofHours(1));
        pi.restart();
        network.advance(ofMinutes(9));

        assertThat(events.without(BeatRejected.class).types())
                .containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_FLATLINED");
        assertThat(events.ofType(BeatRejected.class))
                .extracting(BeatRejected::reason)
                .containsExactly(Rejection.WRONG_CLOCK);
        assertThat(events.ofType(BeatRejected.class).get(0).advice()).contains("NTP");
    }

    @Test
    void aKnownHostThatRestartsWithItsClockBehindIsRefusedAndThatIsExplained() {
        begin(Duration.ZERO);
        pi.setClock(ofHours(-1));
        pi.restart();
        network.advance(ofMinutes(9));

        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        assertThat(events.ofType(BeatRejected.class))
                .extracting(BeatRejected::reason)
                .containsExactly(Rejection.STALE_SESSION);
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "-PT1H", "-P20000D"})
    void aMachineWithoutAClockBatteryThatBootsAndThenAsksNtpHasOnlyRestarted(Duration error) {
        begin(Duration.ZERO);
        pi.kill();
        network.advance(ofSeconds(2));
        pi.setClock(error);
        pi.start();
        network.advance(ofSeconds(3));
        pi.setClock(Duration.ZERO);
        network.advance(ofHours(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED", "HOST_LATE", "HOST_RESTARTED");
    }

    @Test
    void aSingleBeatWithAWrongClockIsNotWorthTelling() {
        begin(Duration.ZERO);
        pi.setClock(ofHours(1));
        pi.restart();
        network.advance(ofSeconds(3));
        pi.setClock(Duration.ZERO);
        pi.restart();
        network.advance(ofHours(1));

        assertThat(events.ofType(BeatRejected.class)).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void aVerifiedHostWhoseClockGoesWrongWhileItBeatsStaysVerified() {
        begin(Duration.ZERO);
        pi.setClock(ofHours(5));
        network.advance(ofHours(1));

        assertThat(events.types()).containsExactly("HOST_DISCOVERED");
        assertThat(watcher.hosts().get(0).verified()).isTrue();
    }

    /** The last beat of the session that was ahead was slower than the restart: it seemed to come from a machine that lived on. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void aQuickRestartWithItsClockSetBackIsNoSecondMachineThoughTheLastBeatWasSlow(int seed) {
        SimulatedNetwork slow = SimulatedNetwork.seeded(seed).delay(ofSeconds(0), ofSeconds(3));
        SimulatedMonitor monitor = slow.monitor("watcher", events);
        SimulatedHost host = slow.host("nas");
        host.answering(false);
        host.setClock(ofHours(1));
        slow.advance(ofMinutes(5));
        host.setClock(ofMinutes(3));
        host.restart();
        slow.advance(ofMinutes(5));
        host.setClock(Duration.ZERO);
        host.restart();
        slow.advance(ofMinutes(5));

        assertThat(monitor.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    /** Its beats were taken for repetitions of what it had said before. */
    @Test
    void aRestartInTheSameMillisecondOfAClockThatWasSetBackIsARestart() {
        begin(ofMinutes(5));
        network.advance(ofMinutes(4));
        pi.setClock(Duration.ZERO);
        pi.restart();
        network.advance(ofMinutes(5));

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_DISCOVERED", "HOST_RESTARTED");
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    /** What it had begun in silence was never told to the judgement of its silence, which then took its first beats for very late ones. */
    @Test
    void aSessionThatBeganUnverifiedWhileTheHostWasDownIsJudgedByItsOwnClock() {
        begin(ofHours(1));
        network.cut(pi);
        network.advance(ofMinutes(1));
        network.heal(pi);
        pi.setClock(ofHours(2));
        pi.restart();
        network.advance(ofMinutes(1));
        pi.answering(true);
        network.advance(ofMinutes(3));
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
        assertThat(watcher.hosts().get(0).quality().deadline()).isPositive();
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        watcher.restart();
        assertThat(watcher.hosts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"PT1H", "PT5M"})
    void aRestartAfterItsClockWasSetBackIsARestart(Duration ahead) {
        pi.setClock(ahead);
        network.advance(ofMinutes(1));
        pi.setClock(Duration.ZERO);
        network.advance(ofMinutes(1));
        events.clear();
        pi.restart();
        network.advance(ofHours(3));

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_RESTARTED");
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
    }

    @Test
    void aReturnFromAGoodbyeAfterItsClockWasSetBackIsARecovery() {
        pi.setClock(ofMinutes(5));
        network.advance(ofMinutes(1));
        pi.close();
        network.advance(ofMinutes(1));
        pi.setClock(Duration.ZERO);
        events.clear();
        pi.start();
        network.advance(ofHours(3));

        assertThat(events.types()).containsExactly("HOST_RECOVERED");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theSessionThatWasAheadNeverCountsAgainNotEvenWhenItsTimeComes(boolean monitorRestarts) {
        Attacker attacker = network.attacker();
        pi.setClock(ofMinutes(5));
        network.advance(ofMinutes(2));
        List<RecordedDatagram> recording = attacker.recording();
        pi.setClock(Duration.ZERO);
        pi.restart();
        network.advance(ofMinutes(1));
        pi.kill();
        network.advance(ofMinutes(1));
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
        if (monitorRestarts) {
            watcher.restart();
        }
        events.clear();
        for (int second = 0; second < 600; second++) {
            attacker.replay(recording);
            network.advance(ofSeconds(1));
        }

        assertThat(events.events()).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    private void begin(Duration error) {
        pi.answering(false);
        pi.setClock(error);
        pi.restart();
        network.advance(ofMinutes(1));
    }
}
