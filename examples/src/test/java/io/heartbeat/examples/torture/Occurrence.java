package io.heartbeat.examples.torture;

import java.util.Map;

/**
 * Something that happened to a host.
 *
 * @param id by which the runner knows it, however it is told
 * @param letter of what it was: the life of a host is a word
 */
record Occurrence(String id, String host, char letter) {
    private static final Map<String, Character> TYPES = Map.of(
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

    static char letterOfType(String type) {
        return TYPES.getOrDefault(type, '?');
    }

    static char letterOfTitle(String title) {
        return TITLES.getOrDefault(title, '?');
    }

    /** The letter of its end. */
    static char end(char letter) {
        return letter == 'P' ? 'H' : 'U';
    }

    boolean isLike(Occurrence other) {
        return host.equals(other.host) && letter == other.letter;
    }

    Occurrence as(String itsId) {
        return new Occurrence(itsId, host, letter);
    }
}
