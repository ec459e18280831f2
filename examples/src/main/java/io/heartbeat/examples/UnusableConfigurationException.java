package io.heartbeat.examples;

import java.util.List;

/** The command line and the configuration file together cannot work; tells everything that is wrong at once. */
final class UnusableConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf is serializable
    private final List<String> errors;

    UnusableConfigurationException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    List<String> errors() {
        return errors;
    }
}
