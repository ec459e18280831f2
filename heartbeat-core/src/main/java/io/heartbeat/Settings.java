package io.heartbeat;

import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.settings.Nearest;
import io.heartbeat.internal.settings.RateText;
import io.heartbeat.internal.settings.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a configuration of all modules, for one answer with all errors at the end. */
final class Settings extends Values {
    private static final Set<String> KEYS = Set.of(
            "secret",
            "secret-file",
            "allow-weak-secret",
            "port",
            "group",
            "legacy",
            "legacy-secret",
            "state-dir",
            "heartbeat.enabled",
            "heartbeat.name",
            "heartbeat.interval",
            "heartbeat.copies",
            "heartbeat.targets",
            "monitor.enabled",
            "monitor.bind",
            "monitor.flatline-after",
            "monitor.false-alarms",
            "monitor.include-own",
            "monitor.max-hosts",
            "monitor.deny",
            "hardware.enabled",
            "hardware.interval",
            "hardware.<type>.enabled",
            "hardware.<type>.<key>",
            "notifier.<name>.type",
            "notifier.<name>.enabled",
            "notifier.<name>.severity",
            "notifier.<name>.events",
            "notifier.<name>.hosts",
            "notifier.<name>.remind-every",
            "notifier.<name>.<key>");
    private static final Pattern PLUGIN_KEY =
            Pattern.compile("(notifier\\.[A-Za-z0-9][A-Za-z0-9-]{0,39}|hardware\\.[a-z0-9][a-z0-9-]{0,39})\\.(\\S+)");
    private static final String SECRET_VARIABLE = "HEARTBEAT_SECRET";

    Settings(Map<String, Entry> entries, Map<String, String> environment) {
        super(entries, environment, new LinkedHashSet<>(), "");
        Set<String> known = new TreeSet<>(KEYS);
        new TreeSet<>(entries.keySet())
                .stream()
                        .filter(key ->
                                !KEYS.contains(key) && !PLUGIN_KEY.matcher(key).matches())
                        .forEach(key -> {
                            String hint = hint(key);
                            errors.add("unknown key '" + key + "'" + (hint.isEmpty() ? "; known are " + known : hint));
                        });
    }

    private static String hint(String key) {
        if (key.startsWith("notifier.")) {
            return ": write notifier.<name>.<key>, where the name is 1 to 40 letters, digits and dashes";
        }
        if (key.startsWith("hardware.") && Nearest.hint(key, KEYS).isEmpty()) {
            return ": write hardware.<type>.<key>, where the type is lower-case letters, digits and dashes";
        }
        return Nearest.hint(key, KEYS);
    }

    /** If it must be told that something is wrong, then at the same time what is wrong with the plug-ins. */
    void addIfAnyIsWrong(List<PluginStatus> plugins) {
        if (!errors.isEmpty()) {
            plugins.stream()
                    .filter(plugin -> plugin.state() == PluginStatus.State.MISCONFIGURED)
                    .forEach(plugin -> errors.addAll(plugin.reasons()));
        }
    }

    /** What is set for the plug-ins of one kind, {@code notifier} or {@code hardware}: keys and values by instance. */
    Map<String, Map<String, Entry>> plugins(String kind) {
        Map<String, Map<String, Entry>> plugins = new TreeMap<>();
        entries.forEach((key, entry) -> {
            Matcher matcher = PLUGIN_KEY.matcher(key);
            if (matcher.matches() && key.startsWith(kind + ".")) {
                String name = matcher.group(1).substring(kind.length() + 1);
                plugins.computeIfAbsent(name, absent -> new TreeMap<>()).put(matcher.group(2), entry);
            }
        });
        return plugins;
    }

    /** What the reader makes of the settings, unless something was wrong. */
    <T> T finished(Function<Settings, @Nullable T> reader) {
        T result = reader.apply(this);
        if (result == null || !errors.isEmpty()) {
            throw new ConfigurationException(List.copyOf(errors));
        }
        return result;
    }

    /** Adds what the builder finds wrong to what was found here. */
    <T> @Nullable T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (ConfigurationException e) {
            boolean secretIsWrong = errors.stream().anyMatch(error -> error.startsWith("secret"));
            e.errors().stream()
                    .filter(error -> !(secretIsWrong && error.startsWith("secret is missing")))
                    .forEach(errors::add);
            return null;
        }
    }

    /** A duration, or nothing for the word that stands for the default. */
    Optional<Duration> duration(String key, String word) {
        return text(key).filter(word::equals).isPresent() ? Optional.empty() : duration(key);
    }

    /** How often something may happen to a host in a year. */
    Optional<Double> rate(String key) {
        return parsed(key, RateText::perYear);
    }

    /** The directory set, if one is. */
    Optional<Path> stateDirectory() {
        return stateIsOff() ? Optional.empty() : path("state-dir");
    }

    /** Whether the word {@code none} stands in place of a directory. */
    boolean stateIsOff() {
        return text("state-dir").filter("none"::equals).isPresent();
    }

    /** The key ring: from {@code secret}, else {@code secret-file}, else the environment. */
    Optional<List<Secret>> secrets() {
        if (entries.containsKey("secret") && entries.containsKey("secret-file")) {
            errors.add("secret and secret-file are both set: set one");
        }
        if (entries.containsKey("secret-file")) {
            return path("secret-file").flatMap(path -> guarded(() -> Secret.listFromFile(path, this::allowed)));
        }
        return text("secret")
                .or(() -> Optional.ofNullable(environment.get(SECRET_VARIABLE)))
                .flatMap(text -> guarded(() -> List.of(secret(text))));
    }

    /** The host whose token is set, if one is; what is wrong with the secrets is for those to tell who need them. */
    Optional<String> tokenHost() {
        return new Settings(entries, environment)
                .secrets().stream()
                        .flatMap(List::stream)
                        .flatMap(secret -> secret.host().stream())
                        .findFirst();
    }

    private Secret secret(String text) {
        try {
            return allowed(replaced(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("secret: " + e.getMessage(), e);
        }
    }

    private Secret allowed(String text) {
        return flag("allow-weak-secret", false) || flag("legacy", false) ? Secret.ofWeak(text) : Secret.of(text);
    }

    /**
     * In legacy mode the old tool's secret. A weak {@code secret} can serve as both; one that is worth protecting is never sent in
     * plaintext.
     */
    Optional<String> legacySecret() {
        if (!flag("legacy", false)) {
            return Optional.empty();
        }
        Optional<String> old = text("legacy-secret")
                .or(() -> secrets()
                        .map(secrets -> secrets.get(0))
                        .filter(Secret::isWeak)
                        .map(Secret::text));
        if (old.isEmpty() && !entries.containsKey("legacy-secret")) {
            errors.add(
                    "legacy-secret is missing: in legacy mode set it to the old tool's secret, which travels in plaintext");
        }
        return old;
    }

    private <T> Optional<T> guarded(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            errors.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
