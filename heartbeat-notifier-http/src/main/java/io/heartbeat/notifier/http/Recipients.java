package io.heartbeat.notifier.http;

import io.heartbeat.spi.PluginSettings;
import java.util.List;

/** Reads whom a service is to tell. */
public final class Recipients {
    private Recipients() {}

    /**
     * The names under this key, without duplicates. That there is none, or that one is of another form, is noted.
     *
     * @param pattern the form of a name, as a regular expression
     * @param expected the form in words: {@code the number of a chat}
     * @param hint what to do if there is none: {@code choose a name and set it}
     */
    public static List<String> several(
            PluginSettings settings, String key, String pattern, String expected, String hint) {
        List<String> names = settings.list(key).stream().distinct().toList();
        if (names.isEmpty()) {
            settings.problem(key, "is not set: " + hint);
        }
        names.stream()
                .filter(name -> !name.matches(pattern))
                .forEach(name -> settings.problem(key, "must be " + expected + ", but is '" + name + "'"));
        return names;
    }
}
