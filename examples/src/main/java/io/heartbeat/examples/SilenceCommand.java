package io.heartbeat.examples;

import io.heartbeat.Monitor;
import io.heartbeat.Outbox;
import io.heartbeat.Outbox.Silence;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.examples.output.Json;
import io.heartbeat.examples.output.Table;
import io.heartbeat.examples.output.Times;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heartbeat silence}: nobody is told of some hosts for a time. */
@Command(
        name = "silence",
        synopsisSubcommandLabel = "(add | list | end)",
        description = {
            "Tell nobody of some hosts for a time. What is still wrong then is told then.",
            "Works beside a running monitor, on its state directory. Needs no secret."
        },
        footer = {
            "Example:",
            "  heartbeat silence add 'web-*' --for 2h --reason 'new kernel'",
            "  heartbeat silence end 'web-*'"
        })
final class SilenceCommand implements Runnable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Times times = new Times(ZoneId.systemDefault());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SilenceCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which: silence add, silence list or silence end");
    }

    @Command(
            description = "Begin a silence, now or at a later time.",
            footer = {"Example:", "  heartbeat silence add nas --from 2026-12-01T22:00 --for 90m"})
    int add(
            @Mixin ConfigurationOptions configuration,
            @Parameters(
                            paramLabel = "HOSTS",
                            description = "A host's name; * stands for anything, ? for one character.")
                    String hosts,
            @Option(names = "--for", paramLabel = "DURATION", description = "For how long, as 90m, 2h or 1d.")
                    Optional<String> duration,
            @Option(names = "--until", paramLabel = "TIME", description = "Instead: until when, as 2026-12-01T23:00.")
                    Optional<String> end,
            @Option(names = "--from", paramLabel = "TIME", description = "From when on; now if left out.")
                    Optional<String> begin,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
                    Optional<String> reason) {
        if (duration.isPresent() == end.isPresent()) {
            throw new ParameterException(spec.commandLine(), "Say for how long: --for DURATION, or --until TIME");
        }
        Instant from = begin.map(text -> read(text, times::instant)).orElseGet(Instant::now);
        Instant until = end.map(text -> read(text, times::instant))
                .orElseGet(() -> from.plus(read(duration.orElseThrow(), Times::duration)));
        Outbox outbox = configuration.outbox();
        if (!isKnown(hosts, configuration)) {
            err.println("No host is named " + hosts
                    + " here; 'heartbeat hosts' tells which there are. To silence one that is not"
                    + " there yet, write " + hosts + "*");
            return ExitCode.SOFTWARE;
        }
        Silence added = outbox.silence(hosts, from, until, reason.orElse(""));
        out.println("Silence " + added.id() + ": nothing is told of " + hosts + " from " + times.text(added.from())
                + " until " + times.text(added.until()));
        warnIfNobodyRuns(outbox);
        return ExitCode.OK;
    }

    private <T> T read(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static boolean isKnown(String name, ConfigurationOptions configuration) {
        List<HostSnapshot> known =
                configuration.stateDirectory().map(Monitor::remembered).orElse(List.of());
        return name.contains("*")
                || name.contains("?")
                || known.isEmpty()
                || known.stream().anyMatch(host -> host.host().equalsIgnoreCase(name));
    }

    @Command(
            description = "List the silences that are not over.",
            footer = {"Example:", "  heartbeat silence list"})
    int list(@Mixin ConfigurationOptions configuration, @Mixin OutputOptions output) {
        List<Silence> silences = configuration.outbox().silences();
        if (output.json()) {
            silences.forEach(silence -> out.println(Json.ofRecord(silence)));
        } else if (silences.isEmpty()) {
            out.println("There is no silence.");
        } else {
            Table table = new Table("ID", "HOSTS", "FROM", "UNTIL", "REASON");
            silences.forEach(silence -> table.row(
                    silence.id(),
                    silence.hosts(),
                    times.text(silence.from()),
                    times.text(silence.until()),
                    silence.reason()));
            table.lines().forEach(out::println);
        }
        return ExitCode.OK;
    }

    @Command(
            description = "End a silence. What is still wrong is told at once.",
            footer = {"Example:", "  heartbeat silence end 'web-*'"})
    int end(
            @Mixin ConfigurationOptions configuration,
            @Parameters(paramLabel = "ID|HOSTS", description = "Its id, or its hosts as they were given.")
                    String which) {
        Outbox outbox = configuration.outbox();
        List<Silence> ended = outbox.endSilence(which);
        if (ended.isEmpty()) {
            err.println("There is no silence " + which + "; 'heartbeat silence list' tells which there are");
            return ExitCode.SOFTWARE;
        }
        ended.forEach(silence -> out.println("Ended silence " + silence.id() + " of " + silence.hosts()));
        warnIfNobodyRuns(outbox);
        return ExitCode.OK;
    }

    private void warnIfNobodyRuns(Outbox outbox) {
        if (!outbox.inUse()) {
            err.println("No monitor is running here: this counts from its next start on.");
        }
    }
}
