package io.heartbeat.examples.demo;

import io.heartbeat.examples.output.Palette;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code heartbeat demo}: shows in a third of a minute what Heartbeat does. */
@Command(
        name = "demo",
        description = {
            "See three hosts appear, one die and return, its disk fail, one host leave, and who is told of it.",
            "Real processes on this machine, in 20 seconds. Needs no set-up and no network.",
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
    public Integer call() throws InterruptedException, IOException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"); // before the first logger is made
        Stage stage = json ? Stage.ofJson(out, err) : Stage.ofText(out, new Palette(Ansi.AUTO.enabled()));
        try (Scratch scratch = Scratch.create()) {
            new Demo(stage, ReplayedDisk.ifPossible(scratch.path())).play();
            return ExitCode.OK;
        } catch (DemoFailedException e) {
            err.println();
            err.println("The demo failed. " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }
}
