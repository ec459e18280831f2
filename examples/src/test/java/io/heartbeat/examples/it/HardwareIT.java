package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.examples.demo.ReplayedDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A sick disk, wherever it is, is told once, and its recovery once. */
@Execution(ExecutionMode.CONCURRENT)
class HardwareIT {
    private static final String PROBLEM = "Hardware Problem: nas";
    private static final String RECOVERED = "Hardware Recovered: nas";
    private static final int PORT = 21_999;

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aSickDiskOfARemoteHostIsToldByTheMonitorOnceAndItsRecoveryOnce() {
        Lan lan = network.lan();
        PushService service = openService(lan);
        RunnerProcess monitor = lan.box("desk").monitor().notifying(service).start();
        Box nas = lan.box("nas");
        ReplayedDisk disk = disk(nas);
        nas.heartbeatWith(disk).start();

        tellsOfTheDiskOnce(monitor, service, disk);
    }

    @Test
    void theSameWithThreeOfTenDatagramsLost() {
        Lan lan = network.lan();
        PushService service = openService(lan);
        Box desk = lan.box("desk");
        RunnerProcess monitor = desk.monitor().notifying(service).start();
        Box relay = lan.box("relay");
        Box nas = lan.box("nas");
        ReplayedDisk disk = disk(nas);
        LossCount loss = new LossCount(relay, desk);
        nas.heartbeatWith(disk)
                .set("heartbeat.targets", relay.ipv4() + ":" + PORT)
                .start();

        tellsOfTheDiskOnce(monitor, service, disk);
        assertThat(loss.share()).isBetween(0.1, 0.5);
    }

    private static ReplayedDisk disk(Box box) {
        return new ReplayedDisk(box.disk().resolve("smartctl"));
    }

    private static PushService openService(Lan lan) {
        PushService service = new PushService(lan.box("internet"));
        service.open();
        return service;
    }

    private static void tellsOfTheDiskOnce(RunnerProcess monitor, PushService service, ReplayedDisk disk) {
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        disk.isFailing();
        Event problem = monitor.awaitEvent("HARDWARE_PROBLEM", "nas");
        assertThat(problem.flag("remote")).isTrue();
        assertThat(problem.text("summary")).contains("QEMUSATA01", "/dev/sda");
        String body = service.awaitDone(PROBLEM, Timing.PATIENCE)
                .get(0)
                .body()
                .get("body")
                .getAsString();
        assertThat(body).contains("648", "QEMUSATA01", "/dev/sda");

        disk.isHealthy();
        monitor.awaitEvent("HARDWARE_RECOVERED", "nas");
        service.awaitDone(RECOVERED, Timing.PATIENCE);
        await("quiet")
                .during(Duration.ofSeconds(4))
                .atMost(Timing.PATIENCE)
                .untilAsserted(() -> assertThat(service.shown())
                        .filteredOn(title -> title.startsWith("Hardware"))
                        .containsExactly(PROBLEM, RECOVERED));
    }

    @Test
    void hardwareAloneIsToldWithoutANetwork() throws Exception {
        Lan lan = network.lan();
        Box nas = lan.box("nas");
        nas.linkDown("eth0");
        ReplayedDisk disk = disk(nas);
        Path told = nas.disk().resolve("told");
        RunnerProcess watch = nas.hardware(disk)
                .plugins(new Specimens(nas.disk()).withExamples().directory())
                .set("notifier.file.path", told.toString())
                .start();
        watch.awaitMessage("watches its hardware");

        disk.isFailing();
        Event problem = watch.awaitEvent("HARDWARE_PROBLEM");
        assertThat(problem.flag("remote")).isFalse();
        await().atMost(Timing.PATIENCE)
                .until(() -> Files.exists(told) && Files.readString(told).contains("Hardware Problem"));
        disk.isHealthy();
        watch.awaitEvent("HARDWARE_RECOVERED");
        await().atMost(Timing.PATIENCE).until(() -> Files.readString(told).contains("Hardware Recovered"));
        List<String> lines = Files.readAllLines(told);
        assertThat(lines.stream().filter(line -> line.contains("Hardware Problem")))
                .hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains("Hardware Recovered")))
                .hasSize(1);
        assertThat(watch.terminate()).isZero();
    }

    /** A relay on a box, and the share of datagrams it drops. */
    private static final class LossCount {
        private final TestProcess relay;
        private int dropped;
        private int passed;

        LossCount(Box box, Box target) {
            relay = new TestProcess(
                    box, LossyRelay.class, this::count, Integer.toString(PORT), target.ipv4(), "30", "1");
        }

        private void count(String line) {
            if (line.equals("dropped")) {
                dropped++;
            } else {
                passed++;
            }
        }

        double share() {
            synchronized (relay.lock()) {
                return (double) dropped / (dropped + passed);
            }
        }
    }
}
