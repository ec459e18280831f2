package io.heartbeat;

import io.heartbeat.Configuration.Entry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed values out of a configuration and gathers what is wrong, for one answer with all errors at the end. */
final class Settings {
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
            "heartbeat.targets",
            "monitor.enabled",
            "monitor.bind",
            "monitor.flatline-after",
            "monitor.include-own",
            "monitor.max-hosts");
    private static final String SECRET_VARIABLE = "HEARTBEAT_SECRET";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private static final Pattern UNREPLACED = Pattern.compile("\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?");

    private final Map<String, Entry> entries;
    private final Map<String, String> environment;
    private final Set<String> errors = new LinkedHashSet<>();

    Settings(Map<String, Entry> entries, Map<String, String> environment) {
        this.entries = entries;
        this.environment = environment;
        Set<String> unknown = new TreeSet<>(entries.keySet());
        unknown.removeAll(KEYS);
        unknown.forEach(key -> errors.add("unknown key '" + key + "'; known are " + new TreeSet<>(KEYS)));
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

    Optional<String> text(String key) {
        String written = Optional.ofNullable(entries.get(key))
                .map(Entry::text)
                .map(String::strip)
                .orElse(null);
        if (written != null && written.isEmpty()) {
            errors.add(key + " is empty: leave the key out to get the default");
        }
        return Optional.ofNullable(written).filter(text -> !text.isEmpty()).map(text -> expanded(key, text));
    }

    Optional<String[]> list(String key) {
        return text(key)
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toArray(String[]::new));
    }

    Optional<Integer> number(String key) {
        return parsed(key, value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + value + "' is no whole number", e);
            }
        });
    }

    Optional<Duration> duration(String key) {
        return parsed(key, DurationText::parse);
    }

    /** A duration, or nothing for the word that stands for the default. */
    Optional<Duration> duration(String key, String word) {
        return text(key).filter(word::equals).isPresent() ? Optional.empty() : duration(key);
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "on", "true", "yes" -> true;
                    case "off", "false", "no" -> false;
                    default -> throw new IllegalArgumentException("'" + value + "' is neither on nor off");
                })
                .orElse(otherwise);
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

    private Secret secret(String text) {
        try {
            if (UNREPLACED.matcher(text).matches()) {
                throw new IllegalArgumentException("a variable was not replaced: write ${NAME}");
            }
            return allowed(text);
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

    private Optional<Path> path(String key) {
        Entry entry = entries.get(key);
        return parsed(key, value -> {
            try {
                String path =
                        value.startsWith("~/") ? System.getProperty("user.home", "~") + value.substring(1) : value;
                return entry == null ? Path.of(path) : entry.folder().resolve(path);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + value + "' is no path: " + e.getReason(), e);
            }
        });
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value));
            } catch (IllegalArgumentException e) {
                errors.add(key + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> guarded(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            errors.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String expanded(String key, String value) {
        return VARIABLE.matcher(value).replaceAll(match -> {
            String found = environment.get(match.group(1));
            if (found == null) {
                errors.add(key + ": the environment variable " + match.group(1) + " is not set");
            }
            return Matcher.quoteReplacement(found == null ? "" : found);
        });
    }
}
