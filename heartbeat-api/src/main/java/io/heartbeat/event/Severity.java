package io.heartbeat.event;

/** How much an event matters to a person, mildest first. */
public enum Severity {
    /** Good to know; nothing to do. */
    INFO,
    /** Deserves a look, not a phone call. */
    WARNING,
    /** Somebody should act now. */
    CRITICAL
}
