package io.heartbeat.examples;

import io.heartbeat.Outbox;
import io.heartbeat.Outbox.OpenProblem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heartbeat ack}: somebody knows, and wants no reminders. */
@Command(
        name = "ack",
        description = {
            "Acknowledge what is wrong with a host: no more reminders, until it gets worse or comes anew.",
            "Works beside a running monitor, on its state directory. Needs no secret."
        },
        footer = {"Example:", "  heartbeat ack nas --set state-dir=/var/lib/heartbeat"})
final class AckCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Parameters(paramLabel = "HOSTS", description = "A host's name; * stands for anything, ? for one character.")
    private String hosts = "";

    AckCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Outbox outbox = configuration.outbox();
        List<OpenProblem> acknowledged = outbox.acknowledge(hosts);
        if (acknowledged.isEmpty()) {
            String wrong =
                    outbox.problems().stream().map(OpenProblem::host).distinct().collect(Collectors.joining(", "));
            err.println("Nothing is wrong with " + hosts
                    + (wrong.isEmpty() ? ", or with any other host" : "; something is wrong with " + wrong));
            return ExitCode.SOFTWARE;
        }
        acknowledged.forEach(problem -> out.println("Acknowledged: " + problem.title()));
        if (!outbox.inUse()) {
            err.println("No monitor is running here: this counts from its next start on.");
        }
        return ExitCode.OK;
    }
}
