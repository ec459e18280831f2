package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Secret;
import io.heartbeat.event.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Others use the network too: other groups, and whoever recorded our beats. */
@Execution(ExecutionMode.CONCURRENT)
class StrangersIT {
    private static final int PORT = 21_999;

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
}
