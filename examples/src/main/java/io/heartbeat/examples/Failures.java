package io.heartbeat.examples;

import io.heartbeat.ConfigurationException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on stderr what went wrong, without stack traces, and finds the exit code for it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UnusableConfigurationException unusable) {
            return wrongConfiguration(unusable.errors(), command);
        }
        if (e instanceof ConfigurationException wrong) {
            return wrongConfiguration(wrong.errors(), command);
        }
        boolean saysEnough = e instanceof UncheckedIOException || e instanceof IllegalArgumentException;
        command.getErr().println(saysEnough && e.getMessage() != null ? e.getMessage() : e.toString());
        return ExitCode.SOFTWARE;
    }

    private static int wrongConfiguration(List<String> errors, CommandLine command) {
        errors.forEach(command.getErr()::println);
        return ExitCode.USAGE;
    }
}
