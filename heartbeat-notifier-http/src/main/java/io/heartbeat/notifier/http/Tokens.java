package io.heartbeat.notifier.http;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.util.List;

/**
 * Reads secrets that go into a header or an address. What is wrong is noted without showing them: they must be visible ASCII
 * characters without spaces.
 */
public final class Tokens {
    private static final String VISIBLE_ASCII = "[!-~]+";
    private static final SecretText NONE = SecretText.of("");

    private Tokens() {}

    /**
     * Several tokens, without duplicates; that there is none is noted.
     *
     * @param hint where to get one: {@code make one at https://… and set it}
     */
    public static List<SecretText> several(PluginSettings settings, String key, String hint) {
        List<SecretText> tokens = read(settings, key, hint);
        if (tokens.isEmpty()) {
            settings.problem(key, "is not set, nor is " + key + "-file: " + hint);
        }
        return tokens;
    }

    /** Exactly one token; an empty one if it is not set, which is noted. */
    public static SecretText one(PluginSettings settings, String key, String hint) {
        return only(settings, key, several(settings, key, hint));
    }

    /** One token or none; an empty one if it is not set. */
    public static SecretText optional(PluginSettings settings, String key, String hint) {
        return only(settings, key, read(settings, key, hint));
    }

    private static SecretText only(PluginSettings settings, String key, List<SecretText> tokens) {
        if (tokens.size() > 1) {
            settings.problem(key, "must be one, but there are " + tokens.size() + " (they are not shown here)");
        }
        return tokens.isEmpty() ? NONE : tokens.get(0);
    }

    private static List<SecretText> read(PluginSettings settings, String key, String hint) {
        List<SecretText> tokens = settings.secrets(key).stream()
                .filter(token -> !token.isEmpty())
                .distinct()
                .toList();
        if (!tokens.stream().allMatch(token -> token.reveal().matches(VISIBLE_ASCII))) {
            settings.problem(key, "must be visible ASCII characters without spaces (it is not shown here): " + hint);
        }
        return tokens;
    }
}
