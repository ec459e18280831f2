package io.heartbeat.examples.demo;

import io.heartbeat.examples.output.Palette;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code heartbeat demo}: shows in a quarter of a minute what Heartbeat does. */
@Command(
        name = "demo",
        description = {
            "See three hosts appear, one die and return, one leave.",
            "Real processes on this machine, in 15 seconds. Needs no set-up and no network.",
            "Exit code 0 if everything happened as told, else 1."
        },
        footer = {"Example:", "  heartbeat demo"})
public final class DemoCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Option(names = "--json", description = "Print events as JSON lines on stdout, and the story on stderr.")
    private boolean json;

    public DemoCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"); // before the first logger is made
        Stage stage = json ? Stage.ofJson(out, err) : Stage.ofText(out, new Palette(Ansi.AUTO.enabled()));
        try {
            new Demo(stage).play();
            return ExitCode.OK;
        } catch (DemoFailedException e) {
            err.println();
            err.println("The demo failed. " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }
}
