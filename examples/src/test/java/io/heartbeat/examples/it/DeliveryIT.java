package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.examples.it.PushService.Push;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever the service, the plug-ins and the monitor's process do: what happened is told, and told once. */
@Execution(ExecutionMode.CONCURRENT)
class DeliveryIT {
    private static final String DISCOVERED = "New Heartbeat: nas";
    private static final String FLATLINED = "Flatlined Host: nas";
    private static final String RECOVERED = "Recovered Host: nas";

    /** Several attempts, each put off for longer. */
    private static final Duration RETRIES = Duration.ofMinutes(3);

    @RegisterExtension
    final Network network = new Network();

    @Test
    void aServiceThatRefusesThenLimitsThenHangsUpShowsOneNotificationInTheEnd() {
        Lan lan = network.lan();
        PushService service = new PushService(lan.box("internet"));
        service.answerNext("503", "429", "drop");
        RunnerProcess monitor = lan.box("desk").monitor().notifying(service).start();
        lan.box("nas").heartbeat().start();
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitor.awaitMessage("pushbullet cannot deliver");
        service.open();

        List<Push> attempts = service.awaitDone(DISCOVERED, RETRIES);
        assertThat(attempts).extracting(Push::answer).containsExactly("503", "429", "drop", "ok");
        assertThat(attempts).extracting(Push::guid).containsOnly(attempts.get(0).guid());
        assertThat(service.shown()).containsExactly(DISCOVERED);
        assertThat(monitor.messages()).noneMatch(line -> line.contains("made-up"));
    }

    @Test
    void whatHappenedWhileTheServiceWasDownIsToldOnceThoughTheMonitorWasKilledMeanwhile() {
        Lan lan = network.lan();
        PushService service = new PushService(lan.box("internet"));
        service.open();
        Box desk = lan.box("desk");
        RunnerProcess monitor = desk.monitor().notifying(service).start();
        Box nas = lan.box("nas");
        RunnerProcess sender = nas.heartbeat().start();
        service.awaitDone(DISCOVERED, Timing.PATIENCE);

        service.close();
        sender.kill();
        monitor.awaitEvent("HOST_FLATLINED", "nas");
        monitor.awaitMessage("pushbullet cannot deliver");
        monitor.kill();
        monitor.exitCode();
        RunnerProcess second = desk.monitor().notifying(service).start();
        second.awaitMessage("Listening for beats");
        second.kill();
        second.exitCode();
        service.open();
        RunnerProcess third = desk.monitor().notifying(service).start();
        service.awaitDone(FLATLINED, RETRIES);

        nas.heartbeat().start();
        third.awaitEvent("HOST_RECOVERED", "nas");
        service.awaitDone(RECOVERED, Timing.PATIENCE);
        await("quiet")
                .during(Duration.ofSeconds(6))
                .atMost(Timing.PATIENCE)
                .untilAsserted(() -> assertThat(service.shown()).containsExactly(DISCOVERED, FLATLINED, RECOVERED));
    }

    @Test
    void aNotifierThatHangsForEverHarmsNeitherDetectionNorOthers() {
        Lan lan = network.lan();
        PushService service = new PushService(lan.box("internet"));
        service.open();
        Box desk = lan.box("desk");
        RunnerProcess monitor = desk.monitor()
                .notifying(service)
                .plugins(new Specimens(desk.disk()).withHangingNotifier().directory())
                .start();
        RunnerProcess sender = lan.box("nas").heartbeat().start();
        service.awaitDone(DISCOVERED, Timing.PATIENCE);
        monitor.awaitEvent("HOST_DISCOVERED", "nas");
        monitor.awaitMessage("hanging for ever");

        long killed = sender.kill();
        Event flatlined = monitor.awaitFlatline("nas");
        assertThat(Duration.ofNanos(flatlined.arrivedNanos() - killed))
                .isBetween(Timing.SOONEST_VERDICT, Timing.LATEST_VERDICT);
        service.awaitDone(FLATLINED, Timing.PATIENCE);
        assertThat(monitor.terminate()).isZero();
    }
}
