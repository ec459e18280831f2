package io.heartbeat.internal.time;

/** The two times of a machine: the monotonic one decides liveness, the wall clock is only ever told to people. */
public interface Clock {

    /** Nanoseconds since an arbitrary origin; never steps, may be negative, may stand still while the machine sleeps. */
    long monotonicNanos();

    /** Milliseconds since 1970-01-01T00:00Z; may step in either direction at any moment. */
    long wallMillis();

    /** The clocks of this machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
