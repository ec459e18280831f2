package io.heartbeat.internal.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a sleep of the machine from a step of its wall clock, on Linux: <a
 * href="https://man7.org/linux/man-pages/man5/proc_uptime.5.html">/proc/uptime</a> counts the time spent asleep, {@link System#nanoTime} does
 * not. A virtual machine that its host stopped has not slept. Used by one thread.
 */
public final class SleepWatch {
    private static final Logger log = LoggerFactory.getLogger(SleepWatch.class);
    private static final long SHORTEST_MILLIS = 1_000;

    private final Path uptime;
    private final Clock clock;
    private OptionalLong lead;

    SleepWatch(Path uptime, Clock clock) {
        this.uptime = uptime;
        this.clock = clock;
        lead = lead();
    }

    /** Of this machine, from now on. */
    public static SleepWatch begin() {
        return new SleepWatch(Path.of("/proc/uptime"), Clock.system());
    }

    /** Whether the machine is known not to have slept since this was asked last; false if the system does not tell. */
    public boolean wasAwake() {
        OptionalLong before = lead;
        lead = lead();
        return before.isPresent() && lead.isPresent() && lead.getAsLong() - before.getAsLong() < SHORTEST_MILLIS;
    }

    /** By how many milliseconds the uptime is ahead of the monotonic clock. */
    private OptionalLong lead() {
        try {
            String text = Files.readString(uptime, StandardCharsets.US_ASCII);
            double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
            return OptionalLong.of((long) (seconds * 1_000) - clock.monotonicNanos() / 1_000_000);
        } catch (IOException | RuntimeException notTold) {
            log.debug("Cannot read {}", uptime, notTold);
            return OptionalLong.empty();
        }
    }
}
