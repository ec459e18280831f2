package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The other ways than broadcast: multicast and unicast, IPv4 and IPv6, and both modules in one process. */
@Execution(ExecutionMode.CONCURRENT)
class TransportsIT {
    @RegisterExtension
    final Network network = new Network();

    @Test
    void multicastOverIpv4() {
        beatsArrive(network.lan(), "multicast:239.255.33.99", "multicast:239.255.33.99");
    }

    @Test
    void multicastOverIpv6OnTheLink() {
        beatsArrive(network.lan(), "multicast:ff02::4842", "multicast:ff02::4842");
    }

    @Test
    void multicastBesideEverythingElse() {
        beatsArrive(network.lan(), "multicast:239.255.33.99", "*,multicast:239.255.33.99,multicast:ff02::4842");
    }

    private static void beatsArrive(Lan lan, String targets, String bind) {
        RunnerProcess monitor =
                lan.box("desk").monitor().set("monitor.bind", bind).start();
        monitor.awaitMessage("Listening for beats");
        RunnerProcess nas =
                lan.box("nas").heartbeat().set("heartbeat.targets", targets).start();
        lan.box("media").heartbeat().set("heartbeat.targets", targets).start();

        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitor.awaitEvent("HOST_DISCOVERED", "media");
        nas.kill();
        monitor.awaitFlatline("nas");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(monitor.terminate()).isZero();
        assertThat(monitor.rejected(Rejection.REPLAYED)).isZero();
    }

    @Test
    void unicastOverIpv6ByNameAndByAddress() {
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        Box nas = lan.box("nas");
        Box media = lan.box("media");
        nas.knows("watchtower", desk.ipv6());
        RunnerProcess monitor = desk.monitor().start();
        monitor.awaitMessage("Listening for beats");

        RunnerProcess byName =
                nas.heartbeat().set("heartbeat.targets", "watchtower").start();
        media.heartbeat()
                .set("heartbeat.targets", "[" + desk.ipv6() + "]:21999")
                .start();
        assertThat(address(monitor.awaitEvent("HOST_DISCOVERED", "nas"))).isEqualTo(nas.ipv6());
        assertThat(address(monitor.awaitEvent("HOST_DISCOVERED", "media"))).isEqualTo(media.ipv6());

        byName.kill();
        monitor.awaitFlatline("nas");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }

    /** Its address in the compressed form, without a scope. */
    private static String address(Event discovered) {
        return discovered.text("address").replaceAll("%.*", "").replaceFirst("(:0)+:", "::");
    }

    @Test
    void everyoneMayBeHostAndMonitorInOneProcessAndIgnoresItself() {
        Lan lan = network.lan();
        RunnerProcess nas = hostAndMonitor(lan.box("nas"));
        RunnerProcess media = hostAndMonitor(lan.box("media"));

        nas.awaitEvent("HOST_DISCOVERED", "media");
        media.awaitEvent("HOST_DISCOVERED", "nas");
        nas.staysSilentFor(Timing.LONG_ENOUGH);
        media.saidNothingElse();

        assertThat(media.terminate()).isZero();
        nas.awaitEvent("HOST_DEPARTED", "media");
        nas.saidNothingElse();
        assertThat(media.rejected(Rejection.OWN_BEAT)).isPositive();
    }

    private static RunnerProcess hostAndMonitor(Box box) {
        return box.runner("run")
                .set("heartbeat.enabled", "true")
                .set("monitor.enabled", "true")
                .set("heartbeat.name", box.name())
                .set("heartbeat.interval", Timing.INTERVAL.toMillis() + "ms")
                .set("state-dir", box.disk().resolve("state").toString())
                .start();
    }
}
