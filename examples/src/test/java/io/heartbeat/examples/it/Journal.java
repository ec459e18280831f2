package io.heartbeat.examples.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What chaos does, line by line, and how often it did what. Thread-safe. */
final class Journal {
    private final Path file;
    private final Map<String, Integer> counts = new TreeMap<>();

    Journal(Path file) {
        this.file = file;
    }

    synchronized void note(String who, String what, Duration howLong) {
        counts.merge((who.equals("monitor") || who.equals("service") ? who : "host") + ": " + what, 1, Integer::sum);
        write(who + " " + what + " for " + howLong);
    }

    synchronized void write(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, Instant.now() + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Lets time go by, as far as that goes without the end of the test. */
    static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
