package io.heartbeat.examples.torture;

import java.util.List;

/**
 * A notification that waits, as its file in the outbox has it.
 *
 * @param key by which the service knows it when it comes again
 * @param occurrences what it tells, in the order in which people read it
 */
record Entry(String file, String type, String key, List<Occurrence> occurrences) {

    /** The number at the beginning of its name. */
    long sequence() {
        return sequence(file);
    }

    static long sequence(String file) {
        return Long.parseLong(file.substring(0, file.indexOf('_')));
    }

    List<String> ids() {
        return occurrences.stream().map(Occurrence::id).toList();
    }
}
