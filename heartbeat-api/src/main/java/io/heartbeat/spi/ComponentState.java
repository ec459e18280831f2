package io.heartbeat.spi;

/** What a check found out about one component. */
public enum ComponentState {
    /** Looked at, and nothing is wrong. */
    OK,
    /** Looked at; the worst condition is a warning. */
    WARNING,
    /** Looked at; a condition is critical. */
    CRITICAL,
    /** Could not be looked at: no permission, no answer. Clears no condition; after several in a row it becomes one. */
    UNKNOWN,
    /** Asleep, and left asleep. Everything stays as it was. */
    SLEEPING,
    /** There is nothing to look at: it cannot be checked by these means. Never an alarm. */
    UNSUPPORTED
}
