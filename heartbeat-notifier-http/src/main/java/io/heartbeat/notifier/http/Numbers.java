package io.heartbeat.notifier.http;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers as services write them. */
final class Numbers {
    private Numbers() {}

    static OptionalDouble parse(@Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
