package io.heartbeat.benchmarks.performance;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a monitor and a sender consist of, each part for itself, measured by JMH. */
final class Parts {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String STARTS = "StartBenchmark";
    private static final int MANY_STARTS = 40;
    private static final int PROCESSES = 10;

    private final boolean quick;
    private final String only;

    /** @param only a regular expression for the names of benchmarks; empty for all */
    Parts(boolean quick, String only) {
        this.quick = quick;
        this.only = only;
    }

    String table() throws RunnerException {
        StringBuilder text = new StringBuilder("| what | | time | allocated, bytes |\n|---|---|---|---|\n");
        add(
                text,
                "",
                options()
                        .include("io\\.heartbeat\\..*(" + only + ")")
                        .exclude(STARTS)
                        .forks(quick ? 1 : 3));
        add(text, ", cold", starts().forks(PROCESSES).warmupIterations(0).measurementIterations(1));
        add(text, ", warm", starts().forks(1).warmupIterations(MANY_STARTS).measurementIterations(MANY_STARTS));
        return text.toString();
    }

    private ChainedOptionsBuilder starts() {
        return options().include("^(?=io\\.heartbeat\\..*" + STARTS + ").*(" + only + ")");
    }

    private ChainedOptionsBuilder options() {
        TimeValue time = TimeValue.seconds(1);
        return new OptionsBuilder()
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .warmupTime(time)
                .measurementTime(time)
                .warmupIterations(quick ? 4 : 5)
                .measurementIterations(quick ? 3 : 5);
    }

    private void add(StringBuilder text, String suffix, ChainedOptionsBuilder options) throws RunnerException {
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                String row = row(result, suffix);
                System.err.print(row);
                text.append(row);
            }
        } catch (NoBenchmarksException noneChosen) {
            return;
        }
    }

    private static String row(RunResult result, String suffix) {
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        Collection<String> keys = result.getParams().getParamsKeys();
        String parameters = keys.stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        String unit = time.getScoreUnit().replaceFirst("/op", "");
        String error = result.getParams().getMode() == Mode.SingleShotTime
                ? String.format(Locale.ROOT, "median %.0f", time.getStatistics().getPercentile(50))
                : String.format(Locale.ROOT, "± %.1f", time.getScoreError());
        return String.format(
                Locale.ROOT,
                "| %s.%s | %s | %.1f %s %s | %s |%n",
                name[name.length - 2].replace("Benchmark", ""),
                name[name.length - 1] + suffix,
                parameters,
                time.getScore(),
                error,
                unit,
                allocated == null ? "–" : String.format(Locale.ROOT, "%.0f", allocated.getScore()));
    }
}
