package io.heartbeat.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat heartbeat}: lets monitors watch this machine. */
@Command(
        name = "heartbeat",
        description = {"Beat, so that monitors watch this machine.", "SIGTERM or ctrl-c says goodbye."},
        footer = {"Example:", "  heartbeat heartbeat --set secret-file=secret"})
final class HeartbeatCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    HeartbeatCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        new Runner(output.events(out)).run(Plan.ofHeartbeat(configuration));
        return 0;
    }
}
