package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a monitor remembers when it, and not a host, is stopped. */
@Execution(ExecutionMode.CONCURRENT)
class MonitorRestartIT {
    @RegisterExtension
    final Network network = new Network();

    @Test
    void aMonitorStoppedInOrderRemembersTheLivingAndTheDead() {
        remembersTheLivingAndTheDead(RunnerProcess::terminate);
    }

    @Test
    void aKilledMonitorRemembersTheLivingAndTheDead() {
        remembersTheLivingAndTheDead(RunnerProcess::kill);
    }

    private void remembersTheLivingAndTheDead(Consumer<RunnerProcess> stop) {
        Household home = new Household(network.lan());
        home.awaitMemoryOf("nas", "ALIVE");
        home.awaitMemoryOf("media", "ALIVE");
        home.awaitMemoryOf("printer", "ALIVE");

        stop.accept(home.monitor());
        home.monitor().exitCode();
        home.restartMonitor().staysSilentFor(Timing.LONG_ENOUGH);

        stop.accept(home.monitor());
        home.monitor().exitCode();
        home.sender("nas").kill();
        RunnerProcess third = home.restartMonitor();
        Event flatlined = third.awaitFlatline("nas");
        assertThat(flatlined.evidence().flag("heardSinceStart")).isFalse();
        third.saidNothingElse();
        home.awaitMemoryOf("nas", "FLATLINED");

        stop.accept(third);
        third.exitCode();
        RunnerProcess fourth = home.restartMonitor();
        fourth.staysSilentFor(Timing.LONG_ENOUGH);

        home.start("nas");
        Event recovered = fourth.awaitEvent("HOST_RECOVERED", "nas");
        assertThat(recovered.text("previous")).isEqualTo("FLATLINED");
        assertThat(recovered.duration("downtime")).isGreaterThan(Timing.LONG_ENOUGH);
        fourth.saidNothingElse();
    }

    @Test
    void aHostThatDepartedIsNotMissedAfterARestartOfTheMonitor() {
        Household home = new Household(network.lan());
        home.sender("media").terminate();
        home.monitor().awaitEvent("HOST_DEPARTED", "media");
        home.monitor().terminate();

        home.restartMonitor().staysSilentFor(Timing.LONG_ENOUGH);
    }

    @Test
    void twoMonitorsOnOneBoxBothHearBroadcastsIfEachHasItsOwnMemory() {
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        RunnerProcess one = desk.monitor().start();
        RunnerProcess other = desk.monitor()
                .set("state-dir", desk.disk().resolve("other").toString())
                .start();
        RunnerProcess sender = lan.box("nas").heartbeat().start();
        one.awaitEvent("HOST_DISCOVERED", "nas");
        other.awaitEvent("HOST_DISCOVERED", "nas");

        sender.kill();
        one.awaitFlatline("nas");
        other.awaitFlatline("nas");
        one.saidNothingElse();
        other.saidNothingElse();
    }

    @Test
    void aSecondMonitorOnTheSameMemoryIsRefusedAndTheFirstGoesOn() {
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        RunnerProcess first = desk.monitor().start();
        first.awaitMessage("Listening for beats");
        RunnerProcess sender = lan.box("nas").heartbeat().start();
        first.awaitEvent("HOST_DISCOVERED", "nas");

        RunnerProcess second = desk.monitor().start();
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.outputAtEnd()).isEmpty();
        assertThat(String.join("\n", second.messages()))
                .contains(desk.disk().resolve("state").toString())
                .contains("process " + first.pid());

        sender.kill();
        first.awaitFlatline("nas");
    }
}
