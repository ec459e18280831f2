package io.heartbeat.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that carries out one command line after the other, as the runner does; they stand in a file, one argument per line. */
final class EveryCommand {
    private EveryCommand() {}

    public static void main(String[] args) throws IOException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        for (String command : Files.readString(Path.of(args[0])).split("\n\n", -1)) {
            String[] words = command.lines().toArray(String[]::new);
            err.println("== " + words[0]);
            err.println("== exit code " + Main.commandLine(out, err).execute(words));
        }
    }
}
