package io.heartbeat;

import java.util.List;

/** A configuration that cannot work; tells everything that is wrong with it at once. */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Each names the property, its value (unless secret, and without anything that looks like one) and what it may be. */
    @SuppressWarnings("serial") // List.copyOf is serializable
    private final List<String> errors;

    ConfigurationException(List<String> errors) {
        super(CheckedText.hidden(String.join("\n", errors)));
        this.errors = errors.stream().map(CheckedText::hidden).toList();
    }

    /** What is wrong, one entry per error, in the order of the properties. */
    public List<String> errors() {
        return errors;
    }
}
