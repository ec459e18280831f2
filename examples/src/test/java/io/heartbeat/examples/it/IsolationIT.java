package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A monitor that is itself cut off says so once, and blames no host. */
@Execution(ExecutionMode.CONCURRENT)
class IsolationIT {
    private static final Duration OUTAGE = Timing.LONG_ENOUGH.plusSeconds(2);

    @RegisterExtension
    final Network network = new Network();

    @Test
    void whenItsInterfaceIsDown() {
        Lan lan = network.lan();
        isolationIsToldOnce(
                lan, "no network interface is up", desk -> desk.linkDown("eth0"), desk -> desk.linkUp("eth0"));
    }

    @Test
    void whenItsCableIsPulled() {
        Lan lan = network.lan();
        isolationIsToldOnce(lan, "no network interface is up", lan::pull, lan::replug);
    }

    @Test
    void whenItsSwitchForwardsNothing() {
        Lan lan = network.lan();
        isolationIsToldOnce(lan, "nearly everyone fell silent at once", lan::block, lan::unblock);
    }

    private static void isolationIsToldOnce(Lan lan, String cause, Consumer<Box> cut, Consumer<Box> mend) {
        Household home = new Household(lan);
        RunnerProcess monitor = home.monitor();

        cut.accept(home.desk());
        Event isolated = monitor.awaitEvent("MONITOR_ISOLATED");
        assertThat(isolated.text("cause")).isEqualTo(cause);
        assertThat(isolated.number("knownHosts")).isEqualTo(Household.HOSTS.size());
        monitor.staysSilentFor(OUTAGE);

        mend.accept(home.desk());
        assertThat(monitor.awaitEvent("MONITOR_REJOINED").duration("isolation")).isGreaterThan(OUTAGE);
        monitor.staysSilentFor(Timing.LONG_ENOUGH);

        home.sender("nas").kill();
        monitor.awaitFlatline("nas");
        monitor.saidNothingElse();
    }

    @Test
    void aHostThatDiedMeanwhileIsFoundAfterwards() {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        home.desk().linkDown("eth0");
        monitor.awaitEvent("MONITOR_ISOLATED");
        home.sender("media").kill();
        home.desk().linkUp("eth0");
        monitor.awaitEvent("MONITOR_REJOINED");
        monitor.awaitEvent("HOST_FLATLINED", "media");
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
    }
}
