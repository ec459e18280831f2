package io.heartbeat.benchmarks.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
final class Options {
    static final String USAGE = """
            Usage: detection [options]
            Runs Heartbeat's failure detector and those of others over the same simulated hosts and prints how they did.
              --quick                one host-day in place of ten per world, fewer settings of the peers
              --trace NAME,...       only these traces; "iid" stands for all whose names begin so
              --detector NAME,...    only these detectors, each with all settings whose names begin so
              --seeds FROM-TO        one world of each trace for each seed (default 1-3)
              --days NUMBER          how long a world lasts (default 10)
              --details              everything about each detector, trace by trace
              --cost                 only the time for a beat and the memory for a host of Heartbeat's
              --out DIR              also writes detection.md, detection.csv and detection.svg there
              --list                 names all traces and detectors
              --help                 this
            """;

    private static final double SHORTEST_DAYS = 0.1;

    final Plan plan;
    boolean quick;
    boolean details;
    boolean list;
    boolean cost;
    boolean help;

    @Nullable
    Path out;

    private final List<String> traces = new ArrayList<>();
    private final List<String> detectors = new ArrayList<>();
    private List<Long> seeds = List.of(1L, 2L, 3L);
    private double days;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    Options(String[] args) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--details" -> details = true;
                case "--list" -> list = true;
                case "--cost" -> cost = true;
                case "--help", "-h" -> help = true;
                case "--trace" -> traces.addAll(names(value(args, ++i)));
                case "--detector" -> detectors.addAll(names(value(args, ++i)));
                case "--seeds" -> seeds = range(value(args, ++i));
                case "--days" -> days = Double.parseDouble(value(args, ++i));
                case "--out" -> out = Path.of(value(args, ++i));
                default -> throw new IllegalArgumentException(args[i] + " is no option");
            }
        }
        details |= !detectors.isEmpty();
        double length = days > 0 ? days : quick ? 1 : 10;
        if (length < SHORTEST_DAYS) {
            throw new IllegalArgumentException("--days must be at least " + SHORTEST_DAYS);
        }
        plan = new Plan(chosenTraces(), chosenCandidates(), seeds, length, quick ? 600 : 2_000, quick ? 2 : 10);
    }

    private static List<String> names(String text) {
        return List.of(text.split(",", -1));
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }

    private static List<Long> range(String text) {
        String[] ends = text.split("-", 2);
        long from = Long.parseLong(ends[0]);
        return LongStream.rangeClosed(from, Long.parseLong(ends[ends.length - 1]))
                .boxed()
                .toList();
    }

    private List<Trace> chosenTraces() {
        List<Trace> all = Traces.all();
        Predicate<Trace> exact = trace -> traces.contains(trace.name);
        List<Trace> chosen = all.stream()
                .filter(exact.or(trace -> beginsWithOne(
                        trace.name,
                        traces.stream().filter(name -> all.stream().noneMatch(one -> one.name.equals(name))))))
                .toList();
        return nonEmpty(traces.isEmpty() ? all : chosen, "trace");
    }

    private List<Candidate> chosenCandidates() {
        List<Candidate> all = quick && detectors.isEmpty() ? Candidate.few() : Candidate.all();
        List<Candidate> chosen = all.stream()
                .filter(candidate -> beginsWithOne(candidate.name(), detectors.stream()))
                .toList();
        return nonEmpty(detectors.isEmpty() ? all : chosen, "detector");
    }

    private static boolean beginsWithOne(String name, Stream<String> beginnings) {
        return beginnings.anyMatch(name::startsWith);
    }

    private static <T> List<T> nonEmpty(List<T> chosen, String what) {
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No " + what + " has such a name; see --list");
        }
        return chosen;
    }
}
