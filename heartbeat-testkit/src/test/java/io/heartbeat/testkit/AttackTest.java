package io.heartbeat.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.BeatRejected;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Reception;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not hold the secret can raise no event, keep nobody alive and raise nobody from the dead; it is counted, not told. */
class AttackTest {
    private static final Duration FULL_TERM = ofSeconds(11);

    private final SimulatedNetwork network = SimulatedNetwork.seeded(5);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");
    private final Attacker attacker = network.attacker();

    @BeforeEach
    void everybodyIsKnown() {
        network.advance(ofMinutes(1));
        events.clear();
    }

    @Test
    void beatsReplayedWhileTheHostLivesAreOnlyCounted() {
        long heard = watcher.reception().accepted();
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.REPLAYED)).isEqualTo(heard);
    }

    @Test
    void anHourOfBeatsReplayedIsOnlyCounted() {
        network.advance(ofHours(1));
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.REPLAYED)).isGreaterThan(1_800);
    }

    @Test
    void replayedBeatsDoNotPutOffAnAlarm() {
        nas.kill();
        List<RecordedDatagram> recording = attacker.recording();
        for (int i = 0; i < recording.size(); i++) {
            network.advance(ofSeconds(1));
            attacker.replay(recording.subList(i, i + 1));
        }

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(flatlined.silence()).isLessThan(FULL_TERM);
        assertThat(events.types()).containsExactly("HOST_LATE", "HOST_FLATLINED");
    }

    @Test
    void beatsReplayedAfterADeathRaiseNobody() {
        die();
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void beatsReplayedAfterTheMonitorRestartedAreOnlyCounted() {
        die();
        watcher.restart();
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.REPLAYED)).isEqualTo(attacker.recording().size());
    }

    @Test
    void beatsReplayedAfterTheMonitorRestartedDoNotHideThatTheHostDiedMeanwhile() {
        watcher.close();
        nas.kill();
        watcher.start();
        for (int i = 0; i < 30; i++) {
            attacker.replay(attacker.recording());
            network.advance(ofSeconds(1));
        }

        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        assertThat(events.without(HostFlatlined.class).types()).containsOnly("HOST_LATE");
    }

    /** The monitor was killed just before it would have saved: it no longer knows that it counted the last beats. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11, 60, 3_600})
    void beatsReplayedAfterTheMonitorCrashedKeepADeadHostAliveForSecondsAtMost(int secondsDown) {
        network.advance(ofSeconds(29));
        nas.kill();
        Instant died = network.now();
        watcher.kill();
        network.advance(ofSeconds(secondsDown));
        watcher.start();
        for (int i = 0; i < 60; i++) {
            attacker.replay(attacker.recording());
            network.advance(ofSeconds(1));
        }

        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
        assertThat(Duration.between(
                        died, events.ofType(HostFlatlined.class).get(0).at()))
                .isLessThan(ofSeconds(secondsDown).plus(FULL_TERM).plusSeconds(10));
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void beatsOfAnEarlierSessionAreOnlyCountedWhileTheHostLives() {
        List<RecordedDatagram> earlier = attacker.recording();
        nas.restart();
        network.advance(ofMinutes(1));
        events.clear();
        for (int i = 0; i < earlier.size(); i++) {
            attacker.replay(earlier.subList(i, i + 1));
            network.advance(ofSeconds(1));
        }

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.STALE_SESSION)).isEqualTo(earlier.size());
    }

    @Test
    void beatsOfTheSessionThatJustEndedAreNoSecondMachine() {
        nas.restart();
        network.advance(ofSeconds(1));
        events.clear();
        attacker.replay(attacker.recording().subList(25, 30));
        network.advance(ofSeconds(1));

        assertThat(events.events()).isEmpty();
    }

    @Test
    void beatsOfAnEarlierSessionRaiseNobody() {
        List<RecordedDatagram> earlier = attacker.recording();
        nas.restart();
        network.advance(ofMinutes(1));
        die();
        attacker.replay(earlier);
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void whoReplaysAnEarlierSessionAtThePaceOfALiveHostIsToldOnceInTenMinutes() {
        List<RecordedDatagram> earlier = attacker.recording();
        nas.restart();
        network.advance(ofMinutes(1));
        die();
        for (int i = 0; i < 300; i++) {
            attacker.replay(earlier.subList(i % 30, i % 30 + 1));
            network.advance(ofSeconds(2));
        }

        assertThat(events.types()).containsExactly("BEAT_REJECTED");
        assertThat(events.ofType(BeatRejected.class).get(0).reason()).isEqualTo(Rejection.STALE_SESSION);
    }

    @Test
    void aGoodbyeOfAnEarlierSessionDoesNotSendALivingHostAway() {
        nas.close();
        network.advance(ofMinutes(1));
        nas.start();
        network.advance(ofMinutes(1));
        events.clear();
        attacker.replay(attacker.recording());
        network.advance(ofHours(1));

        assertThat(events.events()).isEmpty();
    }

    @Test
    void beatsHeldBackAndReleasedAfterADeathRaiseNobody() {
        attacker.suppress(nas);
        network.advance(ofMinutes(5));
        nas.kill();
        attacker.permit(nas);
        network.advance(ofMinutes(1));
        events.clear();
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.DELAYED)).isGreaterThanOrEqualTo(150);
    }

    @Test
    void beatsReleasedAsSlowlyAsALiveHostBeatsKeepADeadOneAliveForSecondsAtMost() {
        attacker.suppress(nas);
        Instant suppressed = network.now();
        for (int second = 0; second < 600; second++) {
            network.advance(ofSeconds(1));
            if (second == 300) {
                nas.kill();
            }
            List<RecordedDatagram> heldBack = attacker.recording();
            attacker.replay(heldBack.subList(30 + second / 4, 31 + second / 4)); // half as fast as they come
        }

        HostFlatlined flatlined = events.ofType(HostFlatlined.class).get(0);
        assertThat(Duration.between(suppressed, flatlined.at())).isLessThan(ofSeconds(32));
        assertThat(events.without(BeatRejected.class).types()).containsExactly("HOST_LATE", "HOST_FLATLINED");
    }

    @Test
    void beatsHeldBackAcrossARestartOfTheMonitorRaiseNobody() {
        attacker.suppress(nas);
        network.advance(ofMinutes(5));
        nas.kill();
        watcher.restart();
        network.advance(ofMinutes(1));
        events.clear();
        watcher.restart();
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
    }

    @Test
    void aWholeSessionHeldBackRaisesNobodyOnceItsClockIsTenMinutesOld() {
        die();
        attacker.suppress(nas);
        nas.start();
        network.advance(ofSeconds(10));
        nas.kill();
        network.advance(ofMinutes(10));
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.WRONG_CLOCK)).isEqualTo(5);
    }

    /** The session began by a clock that was ahead, so its number is higher than that of the one that lives. */
    @Test
    void aSessionThatWasKeptFromTheMonitorAndIsReplayedLocksOutNoLivingHost() {
        String home = watcher.hosts().get(0).address();
        nas.kill();
        attacker.suppress(nas);
        nas.setClock(ofMinutes(5));
        nas.start();
        int before = attacker.recording().size();
        network.advance(ofSeconds(60));
        nas.kill();
        List<RecordedDatagram> held =
                attacker.recording().subList(before, attacker.recording().size());
        attacker.permit(nas);
        nas.setClock(Duration.ZERO);
        nas.start();
        network.advance(ofSeconds(30));
        events.clear();
        for (RecordedDatagram datagram : held) {
            attacker.send(datagram.bytes());
            network.advance(ofSeconds(2));
        }
        assertThat(watcher.hosts().get(0).address())
                .as("who counts while the recording goes on")
                .isEqualTo(home);
        network.advance(ofMinutes(3));

        assertThat(events.ofType(HostFlatlined.class)).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.ALIVE);
        assertThat(watcher.hosts().get(0).lastSeen()).isAfter(network.now().minusSeconds(3));
        nas.kill();
        network.advance(ofSeconds(30));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void beatsHeldBackUntilAfterTheGoodbyeRaiseNobody() {
        attacker.suppress(nas);
        network.advance(ofSeconds(4));
        attacker.permit(nas);
        nas.close();
        network.advance(ofSeconds(1));
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.without(HostLate.class).types()).containsExactly("HOST_DEPARTED");
    }

    @Test
    void beatsOfAResumedSessionHeldBackRaiseNobody() {
        nas.suspend();
        network.advance(ofHours(1));
        nas.resume();
        attacker.suppress(nas);
        network.advance(ofMinutes(1));
        nas.kill();
        events.clear();
        network.advance(ofMinutes(11));
        attacker.replay(attacker.recording());
        network.advance(ofMinutes(1));

        assertThat(events.without(BeatRejected.class).events()).isEmpty();
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
    }

    @Test
    void aHostOfAnotherGroupIsOnlyCounted() {
        network.stranger("nas");
        network.stranger("somebody");
        network.advance(ofMinutes(1));

        assertThat(events.events()).isEmpty();
        assertThat(watcher.reception().rejected().keySet()).containsExactly(Rejection.UNKNOWN_KEY);
        assertThat(rejected(Rejection.UNKNOWN_KEY)).isEqualTo(60);
    }

    @Test
    void garbageIsOnlyCounted() {
        SplittableRandom random = new SplittableRandom(0);
        for (int length = 0; length < 2_000; length += 7) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            attacker.send(garbage);
            network.advance(Duration.ofMillis(10));
        }

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.NOT_A_BEAT)).isEqualTo(286);
        assertThat(watcher.hosts()).hasSize(1);
    }

    @Test
    void aBeatChangedInAnyByteIsOnlyCounted() {
        long heard = watcher.reception().accepted();
        byte[] beat = attacker.recording().get(29).bytes();
        nas.kill();
        for (int i = 0; i < beat.length; i++) {
            byte[] changed = beat.clone();
            changed[i] ^= 1;
            attacker.send(changed);
        }
        network.advance(Duration.ofMillis(1));

        Reception reception = watcher.reception();
        assertThat(events.events()).isEmpty();
        assertThat(reception.accepted()).isEqualTo(heard);
        assertThat(reception.rejected(Rejection.NOT_A_BEAT)).isEqualTo(2);
        assertThat(reception.rejected(Rejection.UNSUPPORTED_VERSION)).isEqualTo(2);
        assertThat(reception.rejected(Rejection.UNKNOWN_KEY)).isEqualTo(4);
        assertThat(reception.rejected(Rejection.BAD_SEAL)).isEqualTo(beat.length - 8);
    }

    @Test
    void aBeatCutShortIsOnlyCounted() {
        byte[] beat = attacker.recording().get(29).bytes();
        for (int length = 0; length < beat.length; length++) {
            attacker.send(Arrays.copyOf(beat, length));
        }
        network.advance(Duration.ofMillis(1));

        assertThat(events.events()).isEmpty();
        assertThat(rejected(Rejection.NOT_A_BEAT) + rejected(Rejection.BAD_SEAL))
                .isEqualTo(beat.length);
    }

    private void die() {
        nas.kill();
        network.advance(FULL_TERM);
        assertThat(watcher.hosts().get(0).state()).isEqualTo(HostState.FLATLINED);
        events.clear();
    }

    private long rejected(Rejection reason) {
        return watcher.reception().rejected(reason);
    }
}
