package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Secret;
import io.heartbeat.event.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Others use the network too: other groups, whoever recorded our beats, and whoever sends rubbish. */
@Execution(ExecutionMode.CONCURRENT)
class StrangersIT {
    private static final int PORT = 21_999;
    private static final Duration FLOOD = Duration.ofSeconds(4);

    @RegisterExtension
    final Network network = new Network();

    @Test
    void groupsWithOtherSecretsAndOtherPortsLiveSideBySide() {
        Secret othersSecret = Secret.generate();
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        Box nas = lan.box("nas");
        Box othersNas = lan.box("others");
        Box printer = lan.box("printer");
        RunnerProcess ours = desk.monitor().start();
        RunnerProcess theirs = lan.box("theirs").monitor().secret(othersSecret).start();
        RunnerProcess onOtherPort =
                lan.box("elsewhere").monitor().set("port", "22000").start();
        ours.awaitMessage("Listening for beats");
        theirs.awaitMessage("Listening for beats");
        onOtherPort.awaitMessage("Listening for beats");

        nas.heartbeat().start();
        RunnerProcess othersSender = othersNas
                .heartbeat()
                .set("heartbeat.name", "nas")
                .secret(othersSecret)
                .start();
        printer.heartbeat().set("port", "22000").start();

        assertThat(ours.awaitEvent("HOST_DISCOVERED", "nas").text("address")).isEqualTo(nas.ipv4());
        assertThat(theirs.awaitEvent("HOST_DISCOVERED", "nas").text("address")).isEqualTo(othersNas.ipv4());
        onOtherPort.awaitEvent("HOST_DISCOVERED", "printer");

        othersSender.kill();
        theirs.awaitFlatline("nas");
        ours.staysSilentFor(Timing.LONG_ENOUGH);
        onOtherPort.saidNothingElse();
        theirs.saidNothingElse();

        assertThat(ours.terminate()).isZero();
        assertThat(ours.rejected(Rejection.UNKNOWN_KEY)).isPositive();
        assertThat(onOtherPort.terminate()).isZero();
        assertThat(onOtherPort.rejected(Rejection.UNKNOWN_KEY)).isZero();
    }

    @Test
    void replayedBeatsAreNoSignsOfLife() {
        Lan lan = network.lan();
        Household home = new Household(lan);
        Tap spy = lan.box("spy").tap(PORT);
        RunnerProcess monitor = home.monitor();
        String nas = home.box("nas").ipv4();
        List<Tap.Datagram> recorded = spy.await(6, datagram -> datagram.source().equals(nas));

        spy.replay(recorded, lan.broadcastAddress(), PORT);
        monitor.staysSilentFor(Timing.INTERVAL);

        home.sender("nas").kill();
        monitor.awaitFlatline("nas");
        spy.replay(recorded, lan.broadcastAddress(), PORT);
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(monitor.terminate()).isZero();
        assertThat(monitor.rejected(Rejection.REPLAYED)).isEqualTo(2L * recorded.size());

        RunnerProcess second = home.restartMonitor();
        spy.replay(recorded, lan.broadcastAddress(), PORT);
        second.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(second.terminate()).isZero();
        assertThat(second.rejected(Rejection.REPLAYED)).isEqualTo(recorded.size());

        RunnerProcess third = home.restartMonitor();
        third.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aFloodOfRubbishHidesNeitherLifeNorDeath() {
        Lan lan = network.lan();
        Tap vandal = lan.box("vandal").tap(PORT);
        Household home = new Household(lan);
        RunnerProcess monitor = home.monitor();
        Tap.Datagram genuine = vandal.await(1, datagram -> true).get(0);

        vandal.flood(genuine, home.desk().ipv4(), PORT);
        monitor.accusesNobodyFor(FLOOD);
        long killed = home.sender("media").kill();
        Event flatlined = monitor.awaitFlatline("media");
        assertThat(Duration.ofNanos(flatlined.arrivedNanos() - killed))
                .isBetween(Timing.SOONEST_VERDICT, Timing.LATEST_VERDICT.multipliedBy(4));
        monitor.accusesNobodyFor(Timing.LONG_ENOUGH);

        assertThat(monitor.terminate()).isZero();
        assertThat(monitor.rejected(Rejection.NOT_A_BEAT)).isGreaterThan(1_000);
        assertThat(monitor.rejected(Rejection.BAD_SEAL)).isGreaterThan(1_000);
    }
}
