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

    /** The part, made in one way or the other; if neither works, what is wrong with both. */
    <T> Optional<T> gatherEither(Supplier<T> one, Supplier<T> other) {
        Errors ofOne = new Errors();
        Errors ofOther = new Errors();
        Optional<T> part = ofOne.gather(one).or(() -> ofOther.gather(other));
        if (part.isEmpty()) {
            ofOne.errors.retainAll(ofOther.errors);
            errors.addAll(ofOne.errors);
        }
        return part;
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new UnusableConfigurationException(List.copyOf(errors));
        }
    }
}
