package io.heartbeat.internal.sender;

import java.security.SecureRandom;

/** A random number drawn once per process, by which a monitor knows the beats of its own process. */
public final class ProcessId {
    private static final long VALUE = new SecureRandom().nextLong(1, Long.MAX_VALUE);

    private ProcessId() {}

    /** This process's number, above 0. */
    public static long get() {
        return VALUE;
    }
}
