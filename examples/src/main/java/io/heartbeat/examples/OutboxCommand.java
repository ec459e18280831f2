package io.heartbeat.examples;

import io.heartbeat.Outbox;
import io.heartbeat.Outbox.OpenProblem;
import io.heartbeat.Outbox.Undelivered;
import io.heartbeat.examples.output.Json;
import io.heartbeat.examples.output.Table;
import io.heartbeat.examples.output.Times;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat outbox}: shows what is wrong, and which notifications wait for whom. */
@Command(
        name = "outbox",
        description = {
            "Show what is wrong, and which notifications wait for whom, since when and why.",
            "What was set aside undelivered is listed too. Needs no secret."
        },
        footer = {"Example:", "  heartbeat outbox --set state-dir=/var/lib/heartbeat"})
final class OutboxCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Times times = new Times(ZoneId.systemDefault());

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    OutboxCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Outbox outbox = configuration.outbox();
        if (output.json()) {
            outbox.problems().forEach(problem -> out.println(Json.ofRecord(problem)));
            outbox.waiting().forEach(waiting -> out.println(Json.ofRecord(waiting)));
            outbox.undelivered().forEach(undelivered -> out.println(Json.ofRecord(undelivered)));
            return 0;
        }
        show(outbox.problems());
        show("waits", outbox.waiting());
        show("was set aside", outbox.undelivered());
        if (!outbox.inUse()) {
            err.println("No monitor is running here: what waits goes out once one does.");
        }
        return 0;
    }

    private void show(List<OpenProblem> problems) {
        if (problems.isEmpty()) {
            out.println("Nothing is wrong, as far as anybody was to be told.");
            return;
        }
        Table table = new Table("SEVERITY", "HOST", "SINCE", "PROBLEM", "");
        problems.forEach(problem -> table.row(
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.host(),
                times.text(problem.at()),
                problem.title(),
                problem.silenced() ? "silenced" : problem.acknowledged() ? "acknowledged" : ""));
        table.lines().forEach(out::println);
    }

    private void show(String what, List<Undelivered> items) {
        out.println();
        if (items.isEmpty()) {
            out.println("Nothing " + what + ".");
            return;
        }
        Table table = new Table("FOR", "SINCE", "HAPPENED", "SEVERITY", "NOTIFICATION", "WHY");
        items.forEach(item -> table.row(
                item.notifier(),
                times.text(item.since()),
                times.text(item.at()),
                item.severity().name().toLowerCase(Locale.ROOT),
                item.title(),
                item.reason()));
        table.lines().forEach(out::println);
    }
}
