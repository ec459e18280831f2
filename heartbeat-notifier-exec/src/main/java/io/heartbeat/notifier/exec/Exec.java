package io.heartbeat.notifier.exec;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Runs a command and takes its exit code for the answer. */
final class Exec implements Notifier {
    private final List<String> command;
    private final Path directory;
    private final Variables variables;
    private final Duration timeout;
    private final String key;
    private final Redaction redaction;

    /** @param key the full name of the setting that holds the command */
    Exec(List<String> command, Path directory, Variables variables, Duration timeout, String key) {
        this.command = command;
        this.directory = directory;
        this.variables = variables;
        this.timeout = timeout;
        this.key = key;
        redaction = new Redaction(List.of(variables.token()));
    }

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        variables.putInto(builder.environment(), notification, attempt);
        try (Run run = Run.start(builder, notification.toJson() + "\n")) {
            OptionalInt code = run.exitCode(time(attempt));
            String words = redaction.clean(run.output());
            return code.isPresent()
                    ? outcome(code.getAsInt(), words)
                    : Outcome.retry(name() + " has not ended in time" + (words.isEmpty() ? "" : ": " + words));
        } catch (IOException e) {
            return notStarted(e);
        }
    }

    private Duration time(Attempt attempt) {
        Duration left = Duration.between(attempt.now(), attempt.deadline());
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** As {@code sysexits.h} has it, as far as scripts are known to use that. */
    private Outcome outcome(int code, String words) {
        String said = name() + " says: " + (words.isEmpty() ? "" : words + ", ") + "exit code " + code;
        String correct = said + "; correct " + key;
        return switch (code) {
            case 0 -> Outcome.delivered();
            case 64, 78, 126, 127 -> Outcome.rejected(Refusal.CONFIGURATION, correct);
            case 77 -> Outcome.rejected(Refusal.AUTHORISATION, correct);
            case 65 -> Outcome.rejected(Refusal.PAYLOAD, said);
            default -> Outcome.retry(said);
        };
    }

    private Outcome notStarted(IOException e) {
        String reason = redaction.clean(String.valueOf(e.getMessage()));
        boolean canBe = Files.isExecutable(Path.of(command.get(0))) && Files.isDirectory(directory);
        return canBe
                ? Outcome.retry(reason)
                : Outcome.rejected(Refusal.CONFIGURATION, reason + "; correct " + key + " or what it names");
    }

    private String name() {
        return String.valueOf(Path.of(command.get(0)).getFileName());
    }

    @Override
    public String toString() {
        return "exec[" + name() + "]";
    }
}
