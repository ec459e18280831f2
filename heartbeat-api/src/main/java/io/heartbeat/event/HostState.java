package io.heartbeat.event;

/** What a monitor believes of one host. */
public enum HostState {
    /** Heard within its promised rhythm. */
    ALIVE,
    /** Overdue: suspected, not yet accused. */
    LATE,
    /** Silent for so long that it counts as dead, hung or cut off. */
    FLATLINED,
    /** Comes and goes: flatlined several times lately, and has not yet stayed up or down for a while. */
    FLAPPING,
    /** Said goodbye: its silence is intended. */
    DEPARTED
}
