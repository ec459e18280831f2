package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A sender outlives every change of its network and follows it. */
@Execution(ExecutionMode.CONCURRENT)
class ChangingNetworkIT {
    private static final int PORT = 21_999;

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aSenderOutlivesAnOutageOfItsLink() {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        home.box("nas").linkDown("eth0");
        monitor.awaitFlatline("nas");
        assertThat(home.sender("nas").isAlive()).isTrue();

        home.box("nas").linkUp("eth0");
        Event recovered = monitor.awaitEvent("HOST_RECOVERED", "nas");
        assertThat(recovered.flag("restarted")).isFalse();
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aSenderOutlivesAPulledCable() {
        Lan lan = network.lan();
        Household home = new Household(lan);
        RunnerProcess monitor = home.monitor();

        lan.pull(home.box("nas"));
        monitor.awaitFlatline("nas");
        assertThat(home.sender("nas").isAlive()).isTrue();

        lan.replug(home.box("nas"));
        assertThat(monitor.awaitEvent("HOST_RECOVERED", "nas").flag("restarted"))
                .isFalse();
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aSenderThatStartsWithoutANetworkIsHeardOnceThereIsOne() {
        Lan lan = network.lan();
        RunnerProcess monitor = lan.box("desk").monitor().start();
        Box nas = lan.box("nas");
        nas.linkDown("eth0");
        RunnerProcess sender = nas.heartbeat().start();
        sender.awaitMessage("nas beats every");
        monitor.staysSilentFor(Timing.INTERVAL.multipliedBy(3));

        nas.linkUp("eth0");
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void aSenderFollowsAChangeOfItsAddress() {
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        desk.addAddress("eth0", "10.88.0.1/24");
        Tap tap = lan.box("tap").tap(PORT);
        RunnerProcess monitor = desk.monitor().start();
        Box nas = lan.box("nas");
        nas.heartbeat().start();
        assertThat(monitor.awaitEvent("HOST_DISCOVERED", "nas").text("address")).isEqualTo(nas.ipv4());

        nas.addAddress("eth0", "10.88.0.2/24");
        nas.removeAddress("eth0", nas.ipv4() + "/24");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(tap.heard()).extracting(Tap.Datagram::source).containsOnly(nas.ipv4());
        assertThat(monitor.terminate()).isZero();
        assertThat(desk.runner("hosts")
                        .set("state-dir", desk.disk().resolve("state").toString())
                        .start()
                        .outputAtEnd())
                .singleElement()
                .asString()
                .contains("\"nas\"", "10.88.0.2", "ALIVE");
    }

    @Test
    void aSenderAlsoUsesAnInterfaceThatComesLater() {
        Lan lan = network.lan();
        Lan annex = network.lan();
        RunnerProcess monitor = lan.box("desk").monitor().start();
        RunnerProcess monitorInAnnex = annex.box("desk2").monitor().start();
        Box nas = lan.box("nas");
        nas.heartbeat().start();
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitorInAnnex.staysSilentFor(Timing.INTERVAL.multipliedBy(2));

        annex.attach(nas);
        monitorInAnnex.awaitEvent("HOST_DISCOVERED", "nas");
        monitorInAnnex.staysSilentFor(Timing.LONG_ENOUGH);
        monitor.saidNothingElse();
    }

    @Test
    void aHostInTwoLansIsHeardInBothAndCountedOnceByAMonitorInBoth() {
        Lan lan = network.lan();
        Lan annex = network.lan();
        Box both = lan.box("both");
        annex.attach(both);
        Box nas = lan.box("nas");
        annex.attach(nas);
        RunnerProcess monitor = lan.box("desk").monitor().start();
        RunnerProcess monitorInAnnex = annex.box("desk2").monitor().start();
        RunnerProcess monitorInBoth = both.monitor().start();
        monitorInBoth.awaitMessage("Listening for beats");

        RunnerProcess sender = nas.heartbeat().start();
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitorInAnnex.awaitEvent("HOST_DISCOVERED", "nas");
        monitorInBoth.awaitEvent("HOST_DISCOVERED", "nas");
        monitorInBoth.staysSilentFor(Timing.LONG_ENOUGH);

        annex.pull(nas);
        monitorInAnnex.awaitFlatline("nas");
        monitorInBoth.saidNothingElse();
        sender.kill();
        monitorInBoth.awaitFlatline("nas");
        monitor.awaitFlatline("nas");
        monitorInBoth.saidNothingElse();

        assertThat(monitorInBoth.terminate()).isZero();
        assertThat(monitorInBoth.rejected(Rejection.REPLAYED)).isGreaterThanOrEqualTo(5);
    }
}
