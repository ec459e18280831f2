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

/** A host whose clock is more than ten minutes off is watched, but what it says cannot be told from a recording. */
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
        pi.setClock(error);
        pi.restart();
        network.advance(ofMinutes(1));
    }
}
