package io.heartbeat.benchmarks.performance;

/** What a flood consists of. */
enum Traffic {
    BEATS("valid beats"),
    /** Beats that were sent before. */
    REPLAYS("replayed beats"),
    /** Beats whose last byte is another. */
    BAD_TAGS("right key id, bad tag, known hosts"),
    /** What names the right key, but each time a sender that does not exist: the dearest that somebody without the key can send. */
    STRANGERS("right key id, bad tag, senders that do not exist"),
    WRONG_KEY("beats under another key"),
    GARBAGE("random bytes");

    private final String title;

    Traffic(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
