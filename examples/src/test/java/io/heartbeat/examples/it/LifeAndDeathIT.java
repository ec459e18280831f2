package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a monitor tells of three hosts in its LAN, who beat by broadcast. */
@Execution(ExecutionMode.CONCURRENT)
class LifeAndDeathIT {
    @RegisterExtension
    final Network network = new Network();

    @Test
    void hostsAreDiscoveredByBroadcast() {
        Lan lan = network.lan();
        RunnerProcess monitor = lan.box("desk").monitor().start();
        List<Box> boxes = List.of(lan.box("nas"), lan.box("media"), lan.box("printer"));
        boxes.forEach(box -> box.heartbeat().start());

        for (Box box : boxes) {
            Event discovered = monitor.awaitEvent("HOST_DISCOVERED", box.name());
            assertThat(discovered.text("address")).isEqualTo(box.ipv4());
            assertThat(discovered.duration("expectedGap"))
                    .isBetween(
                            Timing.INTERVAL.multipliedBy(9).dividedBy(10),
                            Timing.INTERVAL.multipliedBy(11).dividedBy(10));
            assertThat(discovered.flag("verified")).isTrue();
            assertThat(discovered.text("severity")).isEqualTo("INFO");
        }
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(monitor.terminate()).isZero();
        monitor.saidNothingElse();
    }

    @Test
    void aKilledHostFlatlinesInTimeWithEvidenceAndRecoversWhenItIsStartedAgain() {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        long killed = home.sender("nas").kill();
        Event flatlined = monitor.awaitFlatline("nas");
        assertThat(Duration.ofNanos(flatlined.arrivedNanos() - killed))
                .isBetween(Timing.SOONEST_VERDICT, Timing.LATEST_VERDICT);
        Event evidence = flatlined.evidence();
        Duration promised = evidence.duration("expectedGap");
        assertThat(flatlined.duration("silence"))
                .isGreaterThanOrEqualTo(Duration.ofMillis((long) (Timing.SOONEST_GAPS * promised.toMillis())));
        int missed = (int) flatlined.duration("silence").dividedBy(promised);
        assertThat(evidence.number("beatsMissed")).isGreaterThanOrEqualTo(2).isEqualTo(missed);
        assertThat(evidence.flag("heardSinceStart")).isTrue();
        assertThat(flatlined.text("severity")).isEqualTo("CRITICAL");

        home.start("nas");
        Event recovered = monitor.awaitEvent("HOST_RECOVERED", "nas");
        assertThat(recovered.flag("restarted")).isTrue();
        assertThat(recovered.text("previous")).isEqualTo("FLATLINED");
        assertThat(recovered.duration("downtime")).isGreaterThan(flatlined.duration("silence"));
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aFrozenHostFlatlinesAndRecoversAsTheSameSessionWhenItGoesOn() {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        long frozen = home.sender("media").freeze();
        Event flatlined = monitor.awaitFlatline("media");
        assertThat(Duration.ofNanos(flatlined.arrivedNanos() - frozen))
                .isBetween(Timing.SOONEST_VERDICT, Timing.LATEST_VERDICT);

        home.sender("media").thaw();
        Event recovered = monitor.awaitEvent("HOST_RECOVERED", "media");
        assertThat(recovered.flag("restarted")).isFalse();
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aHostThatIsBackAtOnceHasRestartedAndWasNeverDead() {
        Lan lan = network.lan();
        RunnerProcess monitor = lan.box("desk").monitor().start();
        Launch nas = lan.box("nas").heartbeat().set("heartbeat.interval", "3s"); // a process needs a while to start
        RunnerProcess first = nas.start();
        monitor.awaitEvent("HOST_DISCOVERED", "nas");

        first.kill();
        nas.start();
        Event restarted = monitor.awaitEvent("HOST_RESTARTED", "nas");
        assertThat(restarted.duration("gap")).isPositive();
        monitor.staysSilentFor(Timing.LONG_ENOUGH.multipliedBy(5));
    }

    @Test
    void aHostThatIsStoppedInOrderDepartsWithoutAnAlarmAndIsWelcomedBack() {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        assertThat(home.sender("printer").terminate()).isZero();
        monitor.awaitEvent("HOST_DEPARTED", "printer");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);

        home.start("printer");
        Event recovered = monitor.awaitEvent("HOST_RECOVERED", "printer");
        assertThat(recovered.text("previous")).isEqualTo("DEPARTED");
        assertThat(recovered.flag("restarted")).isTrue();
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }
}
