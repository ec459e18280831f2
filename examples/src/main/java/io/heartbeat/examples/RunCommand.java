package io.heartbeat.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat run}: runs whatever the configuration enables. */
@Command(
        name = "run",
        description = {
            "Beat, watch hosts, watch this machine's hardware, or any of these, as the configuration says.",
            "heartbeat.enabled is on by default, monitor.enabled and hardware.enabled are off.",
            "Events go to stdout, the log to stderr. SIGTERM or ctrl-c ends it in order."
        },
        footer = {"Example:", "  heartbeat run --config /etc/heartbeat/heartbeat.properties"})
final class RunCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    RunCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        new Runner(output.events(out)).run(Plan.ofEnabled(configuration));
        return 0;
    }
}
