package io.heartbeat.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Something that happens to a cluster, and what the observer makes of it. */
enum Scenario {
    IDLE("packets sent per second and host; threads, resident memory of a member; at idle"),
    KILL("`kill -9`: seconds until told, median / worst"),
    KILL_NEW("`kill -9` of a host that is not known yet: the same"),
    HANG("hang (`SIGSTOP`): seconds until told, median / worst"),
    RESTART("`kill -9` and restart at once: what was told"),
    UNPLUGGED("the victim's cable out for 3 s: told as down"),
    OBSERVER_UNPLUGGED("the observer's own cable out for 3 s: false alarms"),
    OBSERVER_FROZEN("observer frozen for 30 s: false alarms"),
    LOSS("5 % loss at every host: false alarms"),
    OBSERVER_STARVED("observer gets 5 ms of CPU per second for 60 s: false alarms");

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration FLAP = Duration.ofSeconds(3);
    private static final Duration FREEZE = Duration.ofSeconds(30);
    private static final Duration JUST_SEEN = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Detection is what takes many trials; the rest either happens or does not. */
    private static final int MOST_TRIALS_OF_OTHERS = 3;

    final String title;

    Scenario(String title) {
        this.title = title;
    }

    /** Its name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Lets it happen, several times; answers what is to be read in the table.
     *
     * @param clusters of one product, among which the trials are shared out
     */
    String run(List<Cluster> clusters, int trials, Duration loss) {
        int few = Math.min(trials, MOST_TRIALS_OF_OTHERS);
        return switch (this) {
            case IDLE -> idle(clusters.get(0));
            case KILL -> detection(clusters, trials, Cluster::heal, "KILL");
            case KILL_NEW ->
                clusters.get(0).product().learns()
                        ? detection(clusters, trials, cluster -> cluster.heal(JUST_SEEN), "KILL")
                        : "–";
            case HANG -> detection(clusters, trials, Cluster::heal, "STOP");
            case RESTART -> restart(clusters, few);
            case UNPLUGGED -> alarms(clusters, few, FREEZE, Scenario::unplugVictim);
            case OBSERVER_UNPLUGGED -> alarms(clusters, few, FREEZE, Scenario::unplugObserver);
            case OBSERVER_FROZEN -> alarms(clusters, few, FREEZE, Scenario::freezeObserver);
            case LOSS -> alarms(clusters, 1, Duration.ZERO, one -> lossy(one, loss));
            case OBSERVER_STARVED -> alarms(clusters, 1, FREEZE, Scenario::starveObserver);
        };
    }

    /** Every trial in one of the clusters, each of which takes one after the other. */
    private static <T> List<T> shared(List<Cluster> clusters, int trials, Function<Cluster, T> trial) {
        ExecutorService threads = Executors.newFixedThreadPool(clusters.size());
        try {
            List<Future<List<T>>> shares = IntStream.range(0, clusters.size())
                    .mapToObj(index -> threads.submit(() -> IntStream.range(0, trials)
                            .filter(number -> number % clusters.size() == index)
                            .mapToObj(number -> trial.apply(clusters.get(index)))
                            .toList()))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> share : shares) {
                all.addAll(share.get());
            }
            return all;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String idle(Cluster cluster) {
        cluster.heal();
        Shell.sleep(Duration.ofSeconds(20));
        double before = cluster.sent();
        long started = System.nanoTime();
        Shell.sleep(MINUTE);
        double perSecond = (cluster.sent() - before) / ((System.nanoTime() - started) / 1e9);
        return String.format(
                Locale.ROOT,
                "%.1f; %d, %d MB",
                perSecond,
                cluster.observer().status("Threads"),
                cluster.observer().status("VmRSS") / 1024);
    }

    private static String detection(List<Cluster> clusters, int trials, Consumer<Cluster> heal, String signal) {
        List<Optional<Double>> outcomes = shared(clusters, trials, cluster -> {
            heal.accept(cluster);
            long at = cluster.victim().signal(signal);
            Optional<Told> down = cluster.observer().awaitDown(cluster.victimAddress(), at, PATIENCE);
            cluster.victim().kill();
            return down.map(told -> (told.millis() - at) / 1000.0);
        });
        List<Double> seconds =
                outcomes.stream().flatMap(Optional::stream).sorted().toList();
        int missed = trials - seconds.size();
        String failures = missed == 0 ? "" : ", " + missed + " not within " + PATIENCE.toSeconds() + " s";
        if (seconds.isEmpty()) {
            return failures.substring(2);
        }
        System.err.println("real-hosts: " + clusters.get(0).product().id() + ", " + signal + ": " + seconds);
        double median = (seconds.get((seconds.size() - 1) / 2) + seconds.get(seconds.size() / 2)) / 2;
        double worst = seconds.get(seconds.size() - 1);
        return String.format(Locale.ROOT, "%.1f / %.1f (%d)%s", median, worst, seconds.size(), failures);
    }

    private static String restart(List<Cluster> clusters, int trials) {
        TreeMap<String, Integer> stories = new TreeMap<>();
        List<String> each = shared(clusters, trials, cluster -> {
            cluster.heal();
            long at = System.currentTimeMillis();
            cluster.victim().kill();
            cluster.start(Cluster.VICTIM);
            Shell.sleep(FREEZE);
            List<String> words = cluster.observer().since(at).stream()
                    .filter(told -> told.address().equals(cluster.victimAddress()))
                    .map(told -> told.word().replaceFirst("^HOST_", "").toLowerCase(Locale.ROOT)
                            + String.format(Locale.ROOT, " %.1f s", (told.millis() - at) / 1000.0))
                    .toList();
            return words.isEmpty() ? "nothing" : String.join(", ", words);
        });
        each.forEach(story -> stories.merge(story, 1, Integer::sum));
        List<String> told = new ArrayList<>();
        stories.forEach((story, times) -> told.add(times == 1 ? story : story + " (" + times + " times)"));
        return String.join("; ", told);
    }

    /** How often the observer calls somebody down while this happens and for a time afterwards, though all live. */
    private static String alarms(List<Cluster> clusters, int trials, Duration aftermath, Consumer<Cluster> what) {
        List<Long> alarms = shared(clusters, trials, cluster -> {
            cluster.heal();
            long at = System.currentTimeMillis();
            what.accept(cluster);
            Shell.sleep(aftermath);
            long told = cluster.observer().since(at).stream()
                    .filter(one -> one.kind() == Told.Kind.DOWN)
                    .filter(one -> !one.address().equals(cluster.lan.address(Cluster.OBSERVER)))
                    .count();
            return cluster.observer().runs() ? told : -told - 1;
        });
        long all =
                alarms.stream().mapToLong(each -> each < 0 ? -each - 1 : each).sum();
        boolean ended = alarms.stream().anyMatch(each -> each < 0);
        return all + (trials == 1 ? "" : " in " + trials + " trials") + (ended ? ", then it ended itself" : "");
    }

    private static void unplugVictim(Cluster cluster) {
        unplug(cluster, Cluster.VICTIM);
    }

    private static void unplugObserver(Cluster cluster) {
        unplug(cluster, Cluster.OBSERVER);
    }

    private static void unplug(Cluster cluster, int host) {
        cluster.lan.carrier(host, false);
        Shell.sleep(FLAP);
        cluster.lan.carrier(host, true);
    }

    private static void freezeObserver(Cluster cluster) {
        cluster.observer().signal("STOP");
        Shell.sleep(FREEZE);
        cluster.observer().signal("CONT");
    }

    private static void lossy(Cluster cluster, Duration time) {
        Loss loss = new Loss(cluster.lan);
        Shell.sleep(time);
        loss.close();
    }

    private static void starveObserver(Cluster cluster) {
        Starvation starvation = new Starvation(cluster.observer().pid());
        Shell.sleep(MINUTE);
        starvation.close();
    }
}
