package io.heartbeat.examples;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command line in this process, and keeps what it prints. */
final class CapturedRun {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int execute(String... args) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
