package io.heartbeat.benchmarks.peers;

import io.heartbeat.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Lays out three hosts for each product, lets things happen to them, all products at the same time, and prints a table. */
final class RealHosts {
    /** As many clusters of a product that has to learn first, lest it take hours. */
    private static final int AT_A_TIME = 4;

    private List<Product> products = List.of(Product.values());
    private List<Scenario> scenarios = List.of(Scenario.values());
    private int trials = 5;
    private Function<Product, Duration> settling = Product::settling;
    private Duration loss = Duration.ofMinutes(3);
    private Path logs = Path.of("/tmp", "hbp-" + ProcessHandle.current().pid());
    private final List<Cluster> clusters = Collections.synchronizedList(new ArrayList<>());
    private final Map<Product, Map<Scenario, String>> results =
            Collections.synchronizedMap(new EnumMap<>(Product.class));

    private RealHosts(String[] args) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--peers" -> products = chosen(Product.values(), Product::id, value);
                case "--scenarios" -> scenarios = chosen(Scenario.values(), Scenario::id, value);
                case "--trials" -> trials = Integer.parseInt(value);
                case "--loss-minutes" -> loss = Duration.ofSeconds((long) (60 * Double.parseDouble(value)));
                case "--settle" -> {
                    Duration time = Duration.ofSeconds(Long.parseLong(value));
                    settling = any -> time;
                }
                case "--logs" -> logs = Path.of(value);
                default -> throw new IllegalArgumentException(args[i] + " is no option; see --help");
            }
        }
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException(args[args.length - 1] + " is no option or lacks its value; see --help");
        }
    }

    private static <T> List<T> chosen(T[] all, Function<T, String> id, String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Arrays.stream(all)
                        .filter(one -> id.apply(one).equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + name + "; see --help")))
                .toList();
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.printf("""
                    Usage: real-hosts [options]
                    Kills, freezes and cuts off real processes on hosts in network namespaces, of Heartbeat and of others side by side,
                    and prints what each said about it. Needs root and iproute2; serf and nftables if they are to take part.
                      --peers NAME,...       only these: %s
                      --scenarios NAME,...   only these: %s
                      --trials NUMBER        how often somebody is killed or hangs (default 5)
                      --loss-minutes NUMBER  how long packets get lost (default 3)
                      --settle SECONDS       how long all is well before something happens (default: 20, and for Heartbeat
                                             as much more as takes 64 beats)
                      --logs DIR             where what each member wrote is kept (default: a new directory under /tmp)
                      --help                 this
                    """, ids(Product.values(), Product::id), ids(Scenario.values(), Scenario::id));
            return;
        }
        try {
            new RealHosts(args).run();
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println("real-hosts: " + e.getMessage());
            System.exit(2);
        }
    }

    private static <T> String ids(T[] all, Function<T, String> id) {
        return String.join(", ", Arrays.stream(all).map(id).toList());
    }

    private void run() throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> List.copyOf(clusters).forEach(Cluster::close)));
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.err.println("real-hosts: logs in " + logs);
        Map<String, String> environment =
                Map.of("HEARTBEAT_SECRET", Secret.generate().text());
        List<Thread> threads = new ArrayList<>();
        for (Product product : products) {
            List<Cluster> own = new ArrayList<>();
            for (int i = 0; i < (product.learns() ? AT_A_TIME : 1); i++) {
                Lan lan = new Lan(clusters.size() + 1);
                own.add(new Cluster(product, lan, environment, logs, settling.apply(product)));
                clusters.add(own.get(i));
            }
            if (threads.isEmpty() && scenarios.contains(Scenario.LOSS)) {
                System.err.println("real-hosts: loss by " + (Loss.nftables(own.get(0).lan) ? "nftables" : "netem"));
            }
            Thread thread = new Thread(() -> run(product, own), product.id());
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        print();
    }

    private void run(Product product, List<Cluster> own) {
        Map<Scenario, String> column = Collections.synchronizedMap(new EnumMap<>(Scenario.class));
        results.put(product, column);
        for (Scenario scenario : scenarios) {
            String result;
            try {
                result = scenario.run(own, trials, loss);
            } catch (RuntimeException e) {
                own.forEach(Cluster::killAll);
                result = "failed";
                System.err.println("real-hosts: " + product.id() + ", " + scenario.id() + ": " + e);
            }
            column.put(scenario, result);
            System.err.println("real-hosts: " + product.id() + ", " + scenario.id() + ": " + result);
        }
        own.forEach(Cluster::killAll);
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%s, %d cores, Java %s, %d trials of kill and hang, %d s of loss.%n%n|",
                LocalDate.now(ZoneId.systemDefault()),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                trials,
                loss.toSeconds());
        products.forEach(product -> System.out.print(" | " + product.title()));
        System.out.println(" |\n|---" + "|---".repeat(products.size()) + "|");
        for (Scenario scenario : scenarios) {
            System.out.print("| " + scenario.title);
            products.forEach(product -> System.out.print(
                    " | " + results.getOrDefault(product, Map.of()).getOrDefault(scenario, "–")));
            System.out.println(" |");
        }
    }
}
