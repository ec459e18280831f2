package io.heartbeat.notifier.exec;

import com.google.auto.service.AutoService;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The notifier type {@code exec}: runs a command for every notification.
 *
 * <p>Settings, under {@code notifier.<name>.}:
 *
 * <ul>
 *   <li>{@code command}: the absolute path of a program, and its arguments, comma-separated: {@code /usr/local/bin/page,
 *       --urgent}. There is no shell: nothing is expanded, split or quoted, and an argument cannot hold a comma. Required.
 *   <li>{@code directory}: where it runs. Default the working directory of this process.
 *   <li>{@code environment}: list of names of environment variables to pass on. Default none but {@code PATH}, {@code HOME}, {@code
 *       USER}, {@code LANG}, {@code LC_ALL}, {@code LC_CTYPE}, {@code TZ} and {@code TMPDIR}.
 *   <li>{@code token} or {@code token-file}: a secret for the command, which gets it as {@code HEARTBEAT_TOKEN}. Default none.
 *   <li>{@code timeout}: how long it may run, 1 s to 1 min. Default 20 s. The deadline of the attempt holds as well. Then it is
 *       killed, with the processes that it has started.
 * </ul>
 *
 * <p>The command reads the notification from its standard input, as one line of JSON ({@link io.heartbeat.spi.Notification#toJson}),
 * and finds it in its environment: {@code HEARTBEAT_ID}, {@code _TYPE}, {@code _HOST}, {@code _AT}, {@code _SEVERITY}, {@code _PHASE},
 * {@code _INCIDENT}, {@code _TITLE}, {@code _TEXT}, {@code _DETAIL_<NAME>} of each detail, {@code _ATTEMPT} (counts up) and {@code
 * _KEY} (the same at every attempt). Values of more than 16 KiB are cut there, but not in the JSON.
 *
 * <p>Its exit code says what came of it, in the terms of {@code sysexits.h}; the beginning of its output is shown with it:
 *
 * <ul>
 *   <li>0: delivered;
 *   <li>75 (temporary failure), any code that is not listed here, and death by a signal: is tried again;
 *   <li>64 (usage), 78 (configuration), 126 and 127 (no such command): the queue waits for a correction of the settings;
 *   <li>77 (no permission): the queue waits for a correction, and it is the credentials that are wrong;
 *   <li>65 (data): this one notification is set aside.
 * </ul>
 */
@AutoService(NotifierFactory.class)
public final class ExecFactory implements NotifierFactory {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);

    /** For the service loader. */
    public ExecFactory() {}

    @Override
    public String type() {
        return "exec";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        List<String> command = command(settings);
        Path directory = settings.path("directory").orElse(Path.of(""));
        Variables variables = new Variables(passedOn(settings), token(settings));
        Duration timeout = settings.duration("timeout", TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT);
        String key = "notifier." + settings.name() + ".command";
        return command.isEmpty()
                ? List.of()
                : List.of(new Exec(command, directory.toAbsolutePath(), variables, timeout, key));
    }

    private static List<String> command(PluginSettings settings) {
        List<String> command = settings.list("command");
        if (command.isEmpty()) {
            settings.problem("command", "is not set: name a program and its arguments, comma-separated");
        } else if (command.stream().anyMatch(part -> part.indexOf('\0') >= 0)
                || !Path.of(command.get(0)).isAbsolute()) {
            settings.problem(
                    "command",
                    "must begin with the absolute path of a program, but begins with '" + command.get(0) + "'");
        }
        return command;
    }

    private static List<String> passedOn(PluginSettings settings) {
        List<String> names = settings.list("environment");
        names.stream()
                .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.startsWith(Variables.PREFIX))
                .forEach(name -> settings.problem(
                        "environment",
                        "must be names of variables that do not begin with " + Variables.PREFIX + ", but one is '"
                                + name + "'"));
        return names;
    }

    private static SecretText token(PluginSettings settings) {
        List<SecretText> tokens = settings.secrets("token");
        if (tokens.size() > 1) {
            settings.problem("token", "must be one, but there are " + tokens.size() + " (they are not shown here)");
        }
        return tokens.isEmpty() ? SecretText.of("") : tokens.get(0);
    }
}
