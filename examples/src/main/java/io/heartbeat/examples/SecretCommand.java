package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.Monitor;
import io.heartbeat.Secret;
import io.heartbeat.event.KeyUse;
import io.heartbeat.examples.output.Json;
import io.heartbeat.examples.output.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat secret}: makes a secret, and replaces it in a secret file, one step after the other. */
@Command(
        name = "secret",
        description = {
            "Make a secret for a group of machines, or replace it.",
            "Alone: the secret goes to stdout, advice on it to stderr.",
            "Replacing it without a gap: add, promote, retire, each on every machine",
            "before the next; status says who is behind."
        },
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

    @Command(
            name = "add",
            description = {
                "Add a new secret to the secret file, as the last: what is sealed under it",
                "counts from now on, and nothing is sealed under it yet."
            },
            footer = {"Example:", "  heartbeat secret add --set secret-file=secret"})
    int add(@Mixin ConfigurationOptions options) throws IOException {
        Configuration configuration = read(options);
        file(configuration).add(Secret.generate());
        return told(
                configuration,
                "Copy the file to every machine and restart Heartbeat there: monitors first, in any order. Then: secret status");
    }

    @Command(
            name = "promote",
            description = {
                "Make the last secret of the secret file the first: beats are sealed",
                "under it, and what is sealed under the others still counts."
            },
            footer = {"Example:", "  heartbeat secret promote --set secret-file=secret"})
    int promote(@Mixin ConfigurationOptions options) throws IOException {
        Configuration configuration = read(options);
        file(configuration).promote();
        return told(
                configuration,
                "Copy the file to every machine and restart Heartbeat there, in any order. Then: secret status");
    }

    @Command(
            name = "retire",
            description = {
                "Remove all secrets of the secret file but the first: what is sealed",
                "under them does not count any more."
            },
            footer = {"Example:", "  heartbeat secret retire --set secret-file=secret"})
    int retire(@Mixin ConfigurationOptions options) throws IOException {
        Configuration configuration = read(options);
        file(configuration).retire();
        return told(
                configuration, "Copy the file to every machine and restart Heartbeat there, in any order. That is all");
    }

    @Command(
            name = "status",
            description = {
                "Show who is behind in replacing the secret, as a monitor of this",
                "configuration has written it down: at most half a minute ago."
            },
            footer = {"Example:", "  heartbeat secret status --config heartbeat.properties"})
    int status(@Mixin ConfigurationOptions options, @Mixin OutputOptions output) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        Optional<List<KeyUse>> keys = errors.gather(configuration::monitor).map(Monitor::rotationStatus);
        errors.throwIfAny();
        if (output.json()) {
            keys.orElseThrow().forEach(key -> out.println(Json.ofRecord(key)));
        } else {
            Table table = new Table("KEY", "HOSTS THAT BEAT UNDER IT", "HOSTS THAT LACK IT");
            keys.orElseThrow().forEach(key -> table.row(key.id(), names(key.sealing()), names(key.lacking())));
            table.lines().forEach(out::println);
            err.println("Promote a secret once nobody lacks it; retire it once nobody beats under it.");
            err.println("Monitors that do not beat are not in the list: see to them by yourself.");
        }
        return 0;
    }

    private static String names(List<String> hosts) {
        return hosts.isEmpty() ? "-" : String.join(", ", hosts);
    }

    private static Configuration read(ConfigurationOptions options) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        errors.gather(configuration::secrets);
        errors.throwIfAny();
        return configuration;
    }

    private static SecretLines file(Configuration configuration) throws IOException {
        Path file = configuration
                .secretFile()
                .orElseThrow(() -> new UnusableConfigurationException(
                        List.of("secret-file is missing: only a secret in a file can be replaced by this command")));
        return SecretLines.of(file);
    }

    private int told(Configuration configuration, String next) {
        List<String> ids = configuration.secrets().stream()
                .map(secret -> secret.keyId(configuration.group()))
                .toList();
        err.println("It seals under " + ids.get(0)
                + (ids.size() == 1 ? "" : ", and opens " + String.join(", ", ids.subList(1, ids.size())) + " too"));
        err.println(next);
        return 0;
    }
}
