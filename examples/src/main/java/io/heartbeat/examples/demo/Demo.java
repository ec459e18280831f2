package io.heartbeat.examples.demo;

import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostDiscovered;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.HostRecovered;
import io.heartbeat.examples.output.Seconds;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The story: three hosts appear, one loses power and comes back, its disk fails and is replaced, and another host leaves. */
final class Demo {
    private static final String ADDRESS = "127.0.0.1";
    private static final List<String> HOSTS = List.of("nas", "web", "laptop");
    private static final Duration INTERVAL = Duration.ofMillis(400);
    /** Nobody is allowed to be silent for longer, even one who is new. */
    private static final Duration LONGEST_SILENCE = INTERVAL.multipliedBy(8);

    private static final Duration BETWEEN_ACTS = Duration.ofMillis(1_200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Class<? extends HeartbeatEvent>> EXPECTED = Set.of(
            HostDiscovered.class,
            HostLate.class,
            HostFlatlined.class,
            HostRecovered.class,
            HostDeparted.class,
            HardwareProblem.class,
            HardwareRecovered.class);

    private final Stage stage;
    private final Witness witness;
    private final Phone phone;
    private final Optional<ReplayedDisk> disk;

    /** Plays on this stage, with a disk that can fail if there is one. */
    Demo(Stage stage, Optional<ReplayedDisk> disk) {
        this.stage = stage;
        this.witness = new Witness(stage::show);
        this.phone = new Phone(stage);
        this.disk = disk;
    }

    void play() throws DemoFailedException, InterruptedException {
        Secret secret = Secret.generate();
        int port = freePort();
        MonitorConfig config = MonitorConfig.builder()
                .secret(secret)
                .bind(ADDRESS)
                .port(port)
                .withoutState()
                .notifications(NotificationsConfig.builder()
                        .discovery(false)
                        .notifier("phone", phone)
                        .build())
                .build();
        Map<String, ReplayedDisk> disks =
                disk.map(inside -> Map.of("nas", inside)).orElseGet(Map::of);
        try (Monitor monitor = Monitor.start(config, witness);
                HostProcesses hosts = new HostProcesses(secret, ADDRESS + ":" + port, INTERVAL, disks)) {
            discovery(hosts);
            Duration bound = detectionBound(monitor);
            Duration detection = powerCut(hosts);
            Duration comeback = comeback(hosts);
            if (disk.isPresent()) {
                failingDisk(disk.get());
            }
            goodbye(hosts);
            checkThatNothingElseHappened();
            finale(detection, bound, comeback, monitor.reception().accepted());
        }
    }

    /** How soon, as the monitor itself states it, the death of nas will be told. */
    private static Duration detectionBound(Monitor monitor) throws DemoFailedException {
        return monitor.hosts().stream()
                .filter(host -> host.host().equals("nas"))
                .map(host -> host.quality().detectionBound())
                .findFirst()
                .orElseThrow(() -> new DemoFailedException("The monitor has forgotten nas"));
    }

    private void discovery(HostProcesses hosts) throws DemoFailedException, InterruptedException {
        stage.say(
                "Three hosts start, each a process of its own: nas, web and laptop.",
                "What a notifier would send to your phone is marked with an arrow.",
                "They beat every " + Seconds.text(INTERVAL) + " over UDP, under a secret made for this demo.");
        HOSTS.forEach(hosts::start);
        for (String host : HOSTS) {
            witness.await(HostDiscovered.class, host, PATIENCE);
        }
        pause(BETWEEN_ACTS);
    }

    private Duration powerCut(HostProcesses hosts) throws DemoFailedException, InterruptedException {
        stage.say("Killing nas with SIGKILL, as a power cut would. It cannot say a word.");
        Stopwatch sinceKill = new Stopwatch();
        hosts.kill("nas");
        witness.await(HostFlatlined.class, "nas", PATIENCE);
        Duration detection = sinceKill.elapsed();
        pause(BETWEEN_ACTS);
        return detection;
    }

    private Duration comeback(HostProcesses hosts) throws DemoFailedException, InterruptedException {
        stage.say("Power is back: starting nas again.");
        Stopwatch sinceStart = new Stopwatch();
        hosts.start("nas");
        witness.await(HostRecovered.class, "nas", PATIENCE);
        Duration comeback = sinceStart.elapsed();
        pause(BETWEEN_ACTS);
        return comeback;
    }

    private void failingDisk(ReplayedDisk failing) throws DemoFailedException, InterruptedException {
        stage.say(
                "The disk of nas begins to fail (what smartctl says of it is a recording). The news travels in the",
                "beats of nas, and again in every beat, so that no lost datagram loses it.");
        failing.isFailing();
        witness.await(HardwareProblem.class, "nas", PATIENCE);
        phone.await("Hardware Problem: nas", PATIENCE);
        pause(BETWEEN_ACTS);
        stage.say("A new disk takes its place, and is looked at twice before anybody is told.");
        failing.isHealthy();
        witness.await(HardwareRecovered.class, "nas", PATIENCE);
        phone.await("Hardware Recovered: nas", PATIENCE);
        pause(BETWEEN_ACTS);
    }

    private void goodbye(HostProcesses hosts) throws DemoFailedException, InterruptedException {
        stage.say("Shutting laptop down in order, with SIGTERM. It says goodbye, so its silence alarms nobody.");
        hosts.stop("laptop");
        witness.await(HostDeparted.class, "laptop", PATIENCE);
        pause(LONGEST_SILENCE.plusMillis(500));
    }

    private void checkThatNothingElseHappened() throws DemoFailedException {
        for (HeartbeatEvent event : witness.events()) {
            boolean falseAlarm = event instanceof HostFlatlined && !event.host().equals("nas");
            if (falseAlarm || !EXPECTED.contains(event.getClass())) {
                throw new DemoFailedException("This should not have happened: " + event.summary());
            }
        }
    }

    private void finale(Duration detection, Duration bound, Duration comeback, long beats) {
        stage.say(
                "All of this was real: four processes, " + beats + " sealed datagrams, no false alarm.",
                "  nas was declared dead  " + Seconds.text(detection) + " after it was killed (the monitor's bound: "
                        + Seconds.text(bound) + ")"
                        + (detection.compareTo(bound.plusMillis(200)) > 0 ? "; late, is this machine busy?" : ""),
                "  nas was heard again    " + Seconds.text(comeback) + " after it was started",
                "  laptop                 went in peace");
        stage.say(
                "Now with your own machines. Make a secret, and copy the file to each of them:",
                "  (umask 077; examples/heartbeat secret > secret)",
                "On each machine to be watched:",
                "  examples/heartbeat heartbeat --set secret-file=secret",
                "On the machine that watches:",
                "  examples/heartbeat monitor --set secret-file=secret");
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException("There is no free UDP port: " + e.getMessage(), e);
        }
    }
}
