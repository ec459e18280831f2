package io.heartbeat.internal.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads typed values out of entries, and notes what is wrong with them instead of throwing. */
public class Values {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern UNREPLACED = Pattern.compile("\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?");

    protected final Map<String, Entry> entries;
    protected final Map<String, String> environment;
    protected final Set<String> errors;
    private final String prefix;

    /** @param prefix what comes before each key when it is told to people */
    protected Values(Map<String, Entry> entries, Map<String, String> environment, Set<String> errors, String prefix) {
        this.entries = entries;
        this.environment = environment;
        this.errors = errors;
        this.prefix = prefix;
    }

    /** The text that is set, with variables replaced. */
    public Optional<String> text(String key) {
        Optional<String> text = Optional.ofNullable(entries.get(key))
                .flatMap(entry -> expanded(key, entry.text()))
                .map(String::strip);
        if (text.filter(String::isEmpty).isPresent()) {
            error(key, " is empty: leave the key out to get the default");
        }
        return text.filter(found -> !found.isEmpty());
    }

    public Optional<List<String>> parts(String key) {
        return text(key)
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList());
    }

    public Optional<Integer> number(String key) {
        return parsed(key, value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + value + "' is no whole number", e);
            }
        });
    }

    public Optional<Duration> duration(String key) {
        return parsed(key, DurationText::parse);
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(key, value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "on", "true", "yes" -> true;
                    case "off", "false", "no" -> false;
                    default -> throw new IllegalArgumentException("'" + value + "' is neither on nor off");
                })
                .orElse(otherwise);
    }

    public Optional<Path> path(String key) {
        Entry entry = entries.get(key);
        return parsed(key, value -> {
            try {
                String path =
                        value.startsWith("~/") ? System.getProperty("user.home", "~") + value.substring(1) : value;
                return (entry == null ? Path.of(path) : entry.folder().resolve(path)).toAbsolutePath();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + value + "' is no path: " + e.getReason(), e);
            }
        });
    }

    protected <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).flatMap(text -> converted(key, text, parser));
    }

    /** What the converter makes of something that this key stands for. */
    protected final <V, T> Optional<T> converted(String key, V value, Function<V, T> converter) {
        try {
            return Optional.of(converter.apply(value));
        } catch (IllegalArgumentException e) {
            error(key, ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Refuses a variable that was meant, but is written in another way. */
    protected static String replaced(String text) {
        if (UNREPLACED.matcher(text).matches()) {
            throw new IllegalArgumentException("a variable was not replaced: write ${NAME}");
        }
        return text;
    }

    protected final void error(String key, String what) {
        errors.add(full(key) + what);
    }

    /** The key as people write it. */
    protected final String full(String key) {
        return prefix + key;
    }

    private Optional<String> expanded(String key, String written) {
        List<String> unset = VARIABLE.matcher(written)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !environment.containsKey(name))
                .toList();
        unset.forEach(name -> error(key, ": the environment variable " + name + " is not set"));
        return unset.isEmpty()
                ? Optional.of(VARIABLE.matcher(written)
                        .replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(match.group(1), ""))))
                : Optional.empty();
    }
}
