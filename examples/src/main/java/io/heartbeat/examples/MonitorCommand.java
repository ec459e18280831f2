package io.heartbeat.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat monitor}: watches other machines. */
@Command(
        name = "monitor",
        description = {
            "Watch other machines, print what happens to them, and notify as the configuration says.",
            "Events go to stdout, the log to stderr. SIGTERM or ctrl-c ends it in order."
        },
        footer = {"Example:", "  heartbeat monitor --set secret-file=secret"})
final class MonitorCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    MonitorCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        new Runner(output.events(out)).run(Plan.ofMonitor(configuration));
        return 0;
    }
}
