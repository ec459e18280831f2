package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.Outbox;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options {@code --config}, {@code --set} and {@code --plugins}, and the configuration they add up to. */
final class ConfigurationOptions {
    /** What the last word of a key is if its value is a secret, as in {@code notifier.phone.token}. */
    private static final Pattern SECRET =
            Pattern.compile("(.*[.-])?(secret|token|password|passphrase|api-key|user-key|key)");

    @Option(names = "--config", paramLabel = "FILE", description = "Read this properties file.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set one configuration key, over the file. Repeatable. Not for secrets: others can read a command line.")
    private List<String> settings = List.of();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Find notifiers and hardware monitors in the jars of this directory too.")
    private Optional<Path> plugins = Optional.empty();

    /** Reads them; what is wrong with the command line goes to the errors. */
    Configuration read(Errors errors) {
        Configuration configuration = file.map(path -> load(path, errors)).orElseGet(() -> Configuration.of(Map.of()));
        for (String setting : settings) {
            configuration = with(configuration, setting, errors);
        }
        Optional<ClassLoader> jars = plugins.flatMap(directory -> PluginJars.loader(directory, errors));
        return jars.isPresent() ? configuration.withPlugins(jars.get()) : configuration;
    }

    /** Where a monitor of this configuration keeps its state; empty if it keeps none. */
    Optional<Path> stateDirectory() {
        Errors errors = new Errors();
        Configuration asGiven = read(errors);
        Optional<Optional<Path>> directory = errors.gather(asGiven::stateDirectory);
        errors.throwIfAny();
        return directory.orElseThrow();
    }

    /** The outbox in there. */
    Outbox outbox() {
        return Outbox.in(
                stateDirectory()
                        .orElseThrow(
                                () -> new UnusableConfigurationException(
                                        List.of(
                                                "state-dir is none: such a monitor keeps nothing on disk, so nobody can look into it or tell it anything"))));
    }

    private static Configuration load(Path file, Errors errors) {
        try {
            return Configuration.load(file);
        } catch (UncheckedIOException e) {
            errors.add(
                    e.getCause() instanceof NoSuchFileException
                            ? "The configuration file " + file + " does not exist"
                            : String.valueOf(e.getMessage()));
            errors.throwIfAny();
            throw e;
        }
    }

    private static Configuration with(Configuration configuration, String setting, Errors errors) {
        int equals = setting.indexOf('=');
        String key = setting.substring(0, Math.max(equals, 0)).strip();
        if (key.isEmpty()) {
            errors.add("--set wants KEY=VALUE, for example --set heartbeat.interval=5s");
            return configuration;
        }
        if (SECRET.matcher(key).matches()) {
            errors.add(refusal(key));
            return configuration;
        }
        return configuration.with(key, setting.substring(equals + 1));
    }

    private static String refusal(String key) {
        String instead = key.equals("secret")
                ? "set the environment variable HEARTBEAT_SECRET, or secret-file"
                : "set it in the file that --config names, or name a file that holds it in " + key + "-file";
        return "--set " + key + " is refused, because everyone on this machine can read a command line: " + instead;
    }
}
