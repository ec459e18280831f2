package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A monitor that could not run, as on a laptop that was closed, blames nobody for what it did not hear. */
@Execution(ExecutionMode.CONCURRENT)
class PausedMonitorIT {
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /** After a long pause the network itself may need this long to come back. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aPausedMonitorAccusesOnlyTheHostThatDiedMeanwhile() throws InterruptedException {
        Household home = new Household(network.lan());
        RunnerProcess monitor = home.monitor();

        monitor.freeze();
        Thread.sleep(PAUSE.dividedBy(2).toMillis());
        home.sender("printer").kill();
        Thread.sleep(PAUSE.dividedBy(2).toMillis());
        monitor.thaw();

        Event isolated = monitor.awaitEvent("MONITOR_ISOLATED");
        assertThat(isolated.text("cause")).contains("did not run");
        assertThat(monitor.awaitEvent("MONITOR_REJOINED").duration("isolation")).isGreaterThan(PAUSE.dividedBy(2));
        monitor.awaitEvent("HOST_LATE", "printer");
        Event flatlined = monitor.awaitEvent("HOST_FLATLINED", "printer", GRACE.plus(Timing.LATEST_VERDICT));
        assertThat(flatlined.duration("silence")).isGreaterThan(PAUSE.dividedBy(2));
        monitor.staysSilentFor(Timing.LONG_ENOUGH);
        assertThat(monitor.terminate()).isZero();
    }
}
