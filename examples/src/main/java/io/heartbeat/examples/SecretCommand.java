package io.heartbeat.examples;

import io.heartbeat.Secret;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code heartbeat secret}: makes a secret, and tells apart from it what to do with it. */
@Command(
        name = "secret",
        description = {"Make a secret for a group of machines.", "The secret goes to stdout, advice on it to stderr."},
        footer = {"Example:", "  (umask 077; heartbeat secret > secret)"})
final class SecretCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    SecretCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        out.println(Secret.generate().text());
        err.println("Keep it in a file that only its user can read (mode 600):");
        err.println("  (umask 077; heartbeat secret > secret)");
        err.println("Copy that file to every machine of the group, and name it there as secret-file.");
        err.println("Whoever has it can read beats and send them. Nobody else can.");
        return 0;
    }
}
