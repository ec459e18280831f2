package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random trouble for every member at the same time, judged by an {@link Oracle}. Runs for as long as {@code heartbeat.chaos} says (such as
 * {@code PT1H}); {@code heartbeat.chaos.seed} repeats what was done to whom. The report is in {@code target/chaos}.
 */
@EnabledIfSystemProperty(named = "heartbeat.chaos", matches = "PT.+")
class ChaosIT {
    private static final List<String> NAMES =
            List.of("nas", "media", "printer", "camera", "attic", "cellar", "garage", "garden");
    private static final int SILENT_AT_ONCE = 3;
    private static final int MOST_SECONDS_TO_DELIVER = 300;

    /** The most that a monitor left to itself allows a host of this interval: a minute; then the beat that was due. */
    private static final Duration CEILING = Duration.ofSeconds(60).plus(Timing.INTERVAL.multipliedBy(2));

    /** The second monitor is told what to allow. */
    private static final Duration FIXED = Duration.ofSeconds(5);

    private final Duration time = Duration.parse(System.getProperty("heartbeat.chaos", "PT2M"));
    private final long seed = Long.getLong("heartbeat.chaos.seed", System.currentTimeMillis());
    private final Path reports = Path.of("target", "chaos");
    private final Journal journal = new Journal(reports.resolve("journal-" + seed + ".log"));
    private final boolean isShort = time.compareTo(Duration.ofMinutes(10)) < 0;

    @RegisterExtension
    final Network network = new Network();

    @Test
    void nobodyIsAccusedFalselyNobodyIsMissedAndEveryNotificationArrives() throws Exception {
        assumeTrue(WallClock.available(), "clocks are set with libfaketime (package faketime)");
        Lan lan = network.lan();
        Box desk = lan.box("desk");
        PushService service = new PushService(desk);
        service.open();
        TroubledMonitor monitor = new TroubledMonitor(lan, desk, service, new Dice(seed, "monitor"), journal);
        RunnerProcess witness = lan.box("lodge")
                .monitor()
                .set("monitor.flatline-after", FIXED.toSeconds() + "s")
                .start();
        Semaphore silentAtOnce = new Semaphore(SILENT_AT_ONCE);
        Duration longest = isShort ? Duration.ofSeconds(20) : Duration.ofSeconds(80);
        List<TroubledHost> hosts = new ArrayList<>();
        for (String name : NAMES) {
            boolean settable = hosts.size() % 2 == 0;
            hosts.add(new TroubledHost(name, lan, settable, new Dice(seed, name), journal, silentAtOnce, longest));
        }
        NAMES.forEach(name -> witness.awaitEvent("HOST_DISCOVERED", name));

        long end = System.nanoTime() + time.toNanos();
        List<Callable<Void>> actors = new ArrayList<>();
        hosts.forEach(host -> actors.add(actor(() -> host.suffer(end))));
        actors.add(actor(() ->
                monitor.suffer(end, Duration.ofSeconds(isShort ? 15 : 60), Duration.ofSeconds(isShort ? 30 : 180))));
        actors.add(actor(() -> suffer(service, new Dice(seed, "service"), end)));
        List<String> failures = act(actors);

        journal.write("calm");
        Journal.sleep(Duration.ofSeconds(30));
        for (int i = 0; i < MOST_SECONDS_TO_DELIVER && !waiting(monitor.state()).isEmpty(); i++) {
            Journal.sleep(Duration.ofSeconds(1));
        }
        waiting(monitor.state()).forEach(file -> failures.add("still waits: " + file));
        long over = System.nanoTime();
        List<Event> told = monitor.events();
        assertThat(monitor.terminate()).isZero();
        report(hosts, monitor, told, witness, service, failures, over);
    }

    private interface Acting {
        void act() throws InterruptedException;
    }

    private static Callable<Void> actor(Acting acting) {
        return () -> {
            acting.act();
            return null;
        };
    }

    /** What went wrong with chaos itself. */
    private List<String> act(List<Callable<Void>> actors) throws InterruptedException {
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(actors.size());
        for (Future<Void> actor : threads.invokeAll(actors)) {
            try {
                actor.get();
            } catch (ExecutionException e) {
                failures.add("chaos itself failed: " + e.getCause());
            }
        }
        threads.shutdown();
        failures.forEach(journal::write);
        return failures;
    }

    private void suffer(PushService service, Dice dice, long untilNanos) throws InterruptedException {
        int asked = -1;
        while (System.nanoTime() - untilNanos < 0) {
            Journal.sleep(dice.between(Duration.ofSeconds(10), Duration.ofSeconds(60)));
            if (dice.chance(0.3)) {
                Duration closed = dice.between(Duration.ofSeconds(1), Duration.ofSeconds(45));
                journal.note("service", "closed", closed);
                service.close();
                Journal.sleep(closed);
                service.open();
            } else if (service.pushes().size() > asked) { // or bad answers would pile up faster than they are asked for
                asked = service.pushes().size();
                String answer = dice.oneOf(List.of("503", "429", "drop"));
                journal.note("service", "answers " + answer, Duration.ZERO);
                service.answerNext(answer);
            }
        }
    }

    /** What the outbox still holds for somebody. */
    private static List<Path> waiting(Path state) {
        try (Stream<Path> files = Files.walk(state.resolve("outbox"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{12}_.*"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(state);
        }
    }

    private void report(
            List<TroubledHost> hosts,
            TroubledMonitor monitor,
            List<Event> told,
            RunnerProcess witness,
            PushService service,
            List<String> failures,
            long over)
            throws IOException {
        Map<String, List<Trouble>> silences = new LinkedHashMap<>();
        hosts.forEach(host -> silences.put(host.name(), host.silences()));
        Oracle.Findings adaptive = new Oracle(CEILING, silences, monitor.troubles(), told, over).judge();
        Oracle.Findings fixed =
                new Oracle(FIXED.plus(Timing.INTERVAL), silences, List.of(), witness.told(), over).judge();
        ToldToPeople people = new ToldToPeople(service.pushes());
        List<String> undelivered = people.judge(NAMES, told);

        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed + ", " + time + ", " + NAMES.size() + " hosts, beats every " + Timing.INTERVAL);
        journal.counts().forEach((what, count) -> lines.add("  " + what + ": " + count));
        lines.add("monitor in trouble (learns what to allow): " + text(adaptive));
        lines.add("  isolated, as it said: " + count(told, "MONITOR_ISOLATED") + ", flapping told: "
                + count(told, "HOST_FLAPPING") + ", log lines: "
                + monitor.messages().size());
        lines.add("monitor without trouble (" + FIXED + " allowed): " + text(fixed));
        lines.add("  isolated, as it said: " + count(witness.told(), "MONITOR_ISOLATED") + ", flapping told: "
                + count(witness.told(), "HOST_FLAPPING") + ", log lines: "
                + witness.messages().size());
        lines.add("notifications: requests " + service.pushes().size() + ", shown " + people.shown()
                + ", done again after a lost answer or a death: " + people.repeated());
        List<String> wrong = new ArrayList<>(failures);
        adaptive.wrong().forEach(each -> wrong.add("monitor in trouble: " + each));
        fixed.wrong().forEach(each -> wrong.add("monitor without trouble: " + each));
        wrong.addAll(undelivered);
        lines.add("wrong: " + wrong.size());
        lines.addAll(wrong);
        Files.createDirectories(reports);
        Files.write(reports.resolve("report-" + seed + ".txt"), lines);
        System.out.println(String.join("\n", lines));
        assertThat(wrong).isEmpty();
    }

    private static long count(List<Event> events, String type) {
        return events.stream().filter(event -> event.type().equals(type)).count();
    }

    private static String text(Oracle.Findings found) {
        List<Duration> sorted = found.detections().stream().sorted().toList();
        String detection = sorted.isEmpty()
                ? ""
                : ", told after " + sorted.get(sorted.size() / 2).toMillis() / 1e3 + " s (median), "
                        + sorted.get(sorted.size() - 1).toMillis() / 1e3 + " s (longest of " + sorted.size() + ")";
        return "flatlines owed " + found.owed() + ", told truly " + found.trueFlatlines() + ", recoveries "
                + found.recoveries() + ", excused " + found.excused() + detection;
    }
}
