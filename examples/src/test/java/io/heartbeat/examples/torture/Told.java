package io.heartbeat.examples.torture;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notification as its reader sees it.
 *
 * @param key by which the service knows it when it comes again
 * @param letter of what happened, see {@link #LETTERS}; {@code ?} for what concerns no host
 * @param hosts to whom it happened
 */
record Told(String key, char letter, List<String> hosts) {
    /** Each kind of occurrence has a letter, so that the life of a host is a word. */
    static final Map<String, Character> LETTERS = Map.of(
            "HOST_DISCOVERED", 'N',
            "HOST_FLATLINED", 'D',
            "HOST_RECOVERED", 'U',
            "HOST_RESTARTED", 'R',
            "HOST_DEPARTED", 'B',
            "HOST_FLAPPING", 'F',
            "HARDWARE_PROBLEM", 'P',
            "HARDWARE_RECOVERED", 'H');

    private static final Map<String, Character> TITLES = Map.of(
            "New Heartbeat", 'N',
            "Flatlined Host", 'D',
            "Recovered Host", 'U',
            "Restarted Host", 'R',
            "Departed Host", 'B',
            "Flapping Host", 'F',
            "Hardware Problem", 'P',
            "Hardware Recovered", 'H');

    private static final Pattern ONE = Pattern.compile("([A-Z][a-z]+ [A-Z][a-z]+): (\\S+)");
    private static final Pattern SEVERAL = Pattern.compile("([A-Z][a-z]+) \\d+ Hosts: .*");
    private static final Pattern HOST = Pattern.compile("^(h\\d+) ", Pattern.MULTILINE);

    /** Reads what the service was sent. */
    static Told of(String key, String title, String body) {
        Matcher several = SEVERAL.matcher(title);
        if (several.matches()) {
            return new Told(
                    key,
                    TITLES.getOrDefault(several.group(1) + " Host", '?'),
                    HOST.matcher(body).results().map(found -> found.group(1)).toList());
        }
        Matcher one = ONE.matcher(title);
        return one.matches()
                ? new Told(key, TITLES.getOrDefault(one.group(1), '?'), List.of(one.group(2)))
                : new Told(key, '?', List.of());
    }
}
