package io.heartbeat.examples;

import io.heartbeat.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Gathers what is wrong with several parts of a configuration, each error once. */
final class Errors {
    private final Set<String> errors = new LinkedHashSet<>();

    void add(String error) {
        errors.add(error);
    }

    /** The part, unless something is wrong with it. */
    <T> Optional<T> gather(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ConfigurationException e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new UnusableConfigurationException(List.copyOf(errors));
        }
    }
}
