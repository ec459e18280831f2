package io.heartbeat.benchmarks.performance;

import io.heartbeat.internal.monitor.Judging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The command {@code performance}: measures, prints, and writes to files what is asked for. */
public final class Performance {
    private static final int IDLE_SECONDS = 60;
    private static final int SEGMENT_SECONDS = 20;

    private final Options options;
    private final StringBuilder text = new StringBuilder();

    private Performance(Options options) {
        this.options = options;
    }

    /** See {@link Options#USAGE}. */
    public static void main(String[] args) throws Exception {
        try {
            Options options = new Options(args);
            if (options.help) {
                System.out.print(Options.USAGE);
            } else {
                new Performance(options).run();
            }
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println("performance: " + e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
        }
    }

    private void run() throws Exception {
        say(machine());
        for (Options.Section section : options.sections) {
            switch (section) {
                case PIPELINE -> say("### The whole monitor under floods\n\n" + new Pipeline(options.rounds).table());
                case JUDGING -> say("### Judging\n\n" + Judging.table(judged()));
                case PARTS -> say("### Its parts\n\n" + new Parts(options.quick, options.parts).table());
                case FOOTPRINT ->
                    say("### What an application pays\n\n"
                            + new Footprint(options.quick ? 20 : IDLE_SECONDS, options.parts).table());
                case GROWTH -> growth();
                case NATIVES -> say("### Native transport, native ciphers\n\n" + new Natives(options.rounds).table());
            }
        }
        if (options.out != null) {
            write(options.out, "performance.md", text.toString());
        }
    }

    private int[] judged() {
        return IntStream.of(10_000, 100_000, 1_000_000)
                .filter(hosts -> hosts <= options.mostHosts)
                .toArray();
    }

    private void growth() throws Exception {
        Growth growth = new Growth(options.rounds, options.mostHosts, options.quick ? 5 : SEGMENT_SECONDS);
        say("### How cost grows\n\n" + growth.tables());
        List<String> names = List.of("hosts", "keys", "monitors");
        for (int i = 0; options.out != null && i < names.size(); i++) {
            write(
                    options.out,
                    "performance-" + names.get(i) + ".svg",
                    growth.charts().get(i).svg());
        }
    }

    private void say(String section) {
        System.out.println(section);
        text.append(section).append('\n');
    }

    private static void write(Path directory, String name, String content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name), content);
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return String.format(
                Locale.ROOT,
                "%s, %d × %s, %s %s, Java %s (%s)%n",
                LocalDate.now(ZoneId.systemDefault()),
                Runtime.getRuntime().availableProcessors(),
                processor,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"));
    }
}
