package io.heartbeat.internal.time;

import java.util.function.BiConsumer;
import org.slf4j.Logger;

/**
 * What a thread that must go on says of its failures: at most a line a minute, since what fails is tried again, and nothing at all if there is no
 * memory left to say it. Never throws. Used by one thread.
 */
public final class Complaints {
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final BiConsumer<String, Throwable> log;
    private boolean any;
    private long lastNanos;

    public Complaints(Logger log) {
        this(log::error);
    }

    Complaints(BiConsumer<String, Throwable> log) {
        this.log = log;
    }

    /** Says that this failed, and why. */
    public void add(String what, Throwable failure) {
        long now = System.nanoTime();
        if (any && now - lastNanos < QUIET_NANOS) {
            return;
        }
        try {
            log.accept(what, failure);
            any = true;
            lastNanos = now;
        } catch (RuntimeException | Error speechless) {
            any = false;
        }
    }
}
