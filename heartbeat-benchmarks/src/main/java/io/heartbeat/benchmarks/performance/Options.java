package io.heartbeat.benchmarks.performance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line. */
final class Options {
    static final String USAGE =
            """
            Usage: performance [options]
            Floods real monitors and a bare receiving loop in turn, runs microbenchmarks, starts and weighs other products beside
            Heartbeat, and prints Markdown tables of ratios with their spread.
              --only NAME,...   only these: %s (default: all)
              --parts REGEX     which microbenchmarks and which products (default: all)
              --rounds NUMBER   how often each measurement is made (default 9)
              --hosts NUMBER    the most hosts that growth goes to (default 1000000)
              --quick           three short rounds of each, and 100000 hosts at most
              --out DIR         also write performance.md and the plots there
              --help            this
            """.formatted(Arrays.stream(Section.values()).map(Section::id).collect(Collectors.joining(", ")));

    /** What can be measured. */
    enum Section {
        PIPELINE,
        JUDGING,
        PARTS,
        FOOTPRINT,
        GROWTH,
        NATIVES;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Set<Section> sections = EnumSet.allOf(Section.class);
    String parts = "";
    int rounds = 9;
    int mostHosts = 1_000_000;
    boolean quick;
    boolean help;

    @Nullable
    Path out;

    /** @throws IllegalArgumentException saying what is wrong */
    Options(String[] args) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> {
                    quick = true;
                    rounds = 3;
                    mostHosts = 100_000;
                }
                case "--help", "-h" -> help = true;
                case "--only" -> sections = sections(value(args, ++i));
                case "--parts" -> parts = value(args, ++i);
                case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
                case "--hosts" -> mostHosts = Integer.parseInt(value(args, ++i));
                case "--out" -> out = Path.of(value(args, ++i));
                default -> throw new IllegalArgumentException(args[i] + " is no option");
            }
        }
    }

    private static Set<Section> sections(String names) {
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (String name : names.split(",", -1)) {
            sections.add(Arrays.stream(Section.values())
                    .filter(section -> section.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + name)));
        }
        return sections;
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
