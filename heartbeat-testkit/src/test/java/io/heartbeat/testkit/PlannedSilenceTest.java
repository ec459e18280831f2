package io.heartbeat.testkit;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heartbeat.event.HostFlatlined;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A silence that was announced is no news, unless the host does not come back from it. */
class PlannedSilenceTest {
    private final SimulatedNetwork network = SimulatedNetwork.seeded(9);
    private final RecordedEvents events = new RecordedEvents();
    private final SimulatedMonitor watcher = network.monitor("watcher", events);
    private final SimulatedHost nas = network.host("nas");
    private final Attacker attacker = network.attacker();

    @BeforeEach
    void theHostIsKnown() {
        network.advance(ofMinutes(10));
        events.clear();
    }

    @Test
    void aPauseCausesNoAlarmAndNoQuestions() {
        nas.pause(ofMinutes(10));
        network.advance(ofSeconds(1));
        int announced = attacker.recording().size();
        int asked = attacker.questions().size();
        network.advance(ofMinutes(9));
        assertThat(attacker.recording()).hasSize(announced);
        assertThat(attacker.questions()).hasSize(asked);
        network.advance(ofHours(1));

        assertThat(attacker.recording()).hasSizeGreaterThan(announced + 1_000);
        assertThat(events.events()).isEmpty();
    }

    @Test
    void aHostThatDiesInAPauseFlatlinesWhenItIsOver() {
        nas.pause(ofMinutes(10));
        network.advance(ofMinutes(1));
        nas.kill();
        network.advance(ofMinutes(9));
        assertThat(events.events()).isEmpty();

        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aPauseCanBeEndedBeforeItsTimeAndThenTheUsualTermsApply() {
        nas.pause(ofDays(7));
        network.advance(ofMinutes(1));
        int before = attacker.recording().size();
        nas.resume();
        network.advance(ofMillis(1));
        assertThat(attacker.recording()).hasSize(before + 1);

        network.advance(ofMinutes(10));
        assertThat(events.events()).isEmpty();
        nas.kill();
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aPauseWhilePausedReplacesTheOneBefore() {
        nas.pause(ofDays(7));
        network.advance(ofMinutes(1));
        nas.pause(ofMinutes(5));
        network.advance(ofMinutes(4));
        assertThat(events.events()).isEmpty();
        nas.kill();
        network.advance(ofMinutes(2));

        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void aMonitorThatIsRestartedDuringAPauseAccusesNobody() {
        nas.pause(ofMinutes(10));
        network.advance(ofMinutes(5));
        watcher.restart();
        network.advance(ofHours(1));
        assertThat(events.events()).isEmpty();

        nas.kill();
        network.advance(ofMinutes(1));
        assertThat(events.ofType(HostFlatlined.class)).hasSize(1);
    }

    @Test
    void whoMissedTheAnnouncementAsksAndIsTold() {
        attacker.suppress(nas);
        nas.pause(ofMinutes(10));
        network.advance(ofMillis(200));
        attacker.permit(nas);
        int before = attacker.questions().size();
        network.advance(ofMinutes(9));
        assertThat(attacker.questions()).hasSizeBetween(before + 1, before + 4);
        network.advance(ofHours(1));

        assertThat(events.events()).isEmpty();
    }

    @Test
    void aGoodbyeDuringAPauseIsAGoodbye() {
        nas.pause(ofMinutes(10));
        network.advance(ofMinutes(1));
        nas.close();
        network.advance(ofHours(1));

        assertThat(events.types()).containsExactly("HOST_DEPARTED");
    }

    @Test
    void sleepDuringAPauseCounts() {
        nas.pause(ofMinutes(10));
        network.advance(ofMinutes(1));
        nas.suspend();
        network.advance(ofMinutes(5));
        nas.resume();
        network.advance(ofHours(1));

        assertThat(events.events()).isEmpty();
    }

    @Test
    void aHostThatSleepsThroughTheEndOfItsPauseIsMissedAndComesBackAtOnce() {
        nas.pause(ofMinutes(10));
        network.advance(ofMinutes(1));
        nas.suspend();
        network.advance(ofHours(1));
        nas.resume();
        network.advance(ofSeconds(10));

        assertThat(events.types()).endsWith("HOST_FLATLINED", "HOST_RECOVERED");
    }

    /** The announcement is no older than any other beat may be, so a dead host is not kept alive by it. */
    @Test
    void anAnnouncementThatIsHeldBackCountsForNothing() {
        attacker.suppress(nas);
        nas.pause(ofHours(1));
        network.advance(ofSeconds(1));
        nas.kill();
        int announced = attacker.recording().size();
        network.advance(ofSeconds(11));
        attacker.replay(attacker.recording().subList(announced - 3, announced));
        network.advance(ofMinutes(1));

        assertThat(events.types()).endsWith("HOST_FLATLINED");
    }

    @Test
    void aPauseOfNoSensibleLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> nas.pause(ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> nas.pause(ofDays(8)));
    }
}
