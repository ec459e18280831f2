package io.heartbeat;

import io.heartbeat.internal.settings.DurationText;
import io.heartbeat.internal.wire.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a configuration, so that all of it is told at once. */
final class Problems {
    private final List<String> errors = new ArrayList<>();

    void add(String error) {
        errors.add(error);
    }

    void range(String property, long value, long least, long most) {
        if (value < least || value > most) {
            add(property + " must be " + least + " to " + most + ", but is " + value);
        }
    }

    void range(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            add(property + " must be " + DurationText.of(least) + " to " + DurationText.of(most) + ", but is "
                    + DurationText.of(value));
        }
    }

    void legacySecret(@Nullable String secret) {
        if (secret != null && secret.isBlank()) {
            add("legacy-secret must not be empty: every text on the port would count as a beat");
        }
    }

    void hostName(String property, String name) {
        String problem = HostName.problem(name);
        if (problem != null) {
            add(property + " " + problem);
        }
    }

    /** Parses each text; those that cannot be parsed become errors. */
    <T> List<T> parse(String property, List<String> texts, Function<String, T> parser) {
        return texts.stream()
                .flatMap(text -> {
                    try {
                        return Stream.of(parser.apply(text));
                    } catch (IllegalArgumentException e) {
                        add(property + ": " + e.getMessage());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    /** Names of plug-ins: those that are configured, and those that are given. They become file names, so case does not count. */
    void pluginNames(String prefix, String pattern, Set<String> configured, Set<String> given) {
        Set<String> names = new HashSet<>();
        Stream.concat(configured.stream(), given.stream()).sorted().forEach(name -> {
            if (!name.matches(pattern)) {
                add(prefix + name + ": the name must match " + pattern);
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                add(prefix + name + " is there twice, but for upper and lower case: give one of them another name");
            }
        });
    }

    void none() {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
    }

    /** Whoever has a token can beat as its host only. */
    void tokensOf(String host, List<Secret> secrets) {
        secrets.stream()
                .flatMap(secret -> secret.host().stream())
                .filter(other -> !other.equals(host))
                .distinct()
                .forEach(other -> add("secret is a host token of " + other + ", and heartbeat.name is " + host
                        + ": leave heartbeat.name out, or get a token for it"));
    }

    /** Whoever watches must open what all hosts say. */
    void noTokens(List<Secret> secrets) {
        secrets.stream()
                .flatMap(secret -> secret.host().stream())
                .distinct()
                .forEach(host -> add("secret is a host token, by which " + host
                        + " can beat and nobody can watch: a monitor needs the secret of the group"));
    }

    /** Nothing is wrong, and there is a secret. */
    void noneWith(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            add(
                    "secret is missing: give the builder one, or set secret-file or the environment variable HEARTBEAT_SECRET");
        }
        none();
    }
}
