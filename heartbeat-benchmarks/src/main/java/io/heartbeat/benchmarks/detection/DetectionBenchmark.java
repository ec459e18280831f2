package io.heartbeat.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The command {@code detection}: simulates, prints, and writes to files what is asked for. */
public final class DetectionBenchmark {
    private DetectionBenchmark() {}

    /** See {@link Options#USAGE}. */
    public static void main(String[] args) throws IOException {
        try {
            run(new Options(args));
        } catch (IllegalArgumentException e) {
            System.err.println("detection: " + e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
        }
    }

    private static void run(Options options) throws IOException {
        if (options.help) {
            System.out.print(Options.USAGE);
            return;
        }
        Plan plan = options.plan;
        if (options.list) {
            plan.traces().forEach(trace -> System.out.println(trace.name + ": " + trace.title));
            plan.candidates().forEach(candidate -> System.out.println(candidate.name()));
            return;
        }
        if (options.cost) {
            System.out.print(Cost.of(plan));
            return;
        }
        Run run = new Run(plan);
        Map<Trace, Map<Candidate, Outcome>> outcomes = run.outcomes();
        if (options.details) {
            outcomes.forEach((trace, row) -> System.out.print(Table.details(trace, row)));
            System.out.println();
        }
        Map<Trace, Map<Candidate, Outcome>> firstDays = run.firstDays();
        String table = Table.tradeOff(plan, outcomes, firstDays);
        System.out.print(table);
        if (options.out != null) {
            write(options.out, table, outcomes);
        }
    }

    private static void write(Path directory, String table, Map<Trace, Map<Candidate, Outcome>> outcomes)
            throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("detection.md"), table);
        Files.writeString(directory.resolve("detection.csv"), Table.commaSeparated(outcomes));
        Files.writeString(directory.resolve("detection.svg"), Plot.of(outcomes));
    }
}
