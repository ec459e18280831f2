package io.heartbeat.examples.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** The wall clock of some processes, which can be set while they run; their monotonic clock stays true. Made of libfaketime. */
final class WallClock {
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private final Path offset;

    WallClock(Path directory) {
        offset = directory.resolve("clock");
        set(Duration.ZERO);
    }

    /** Whether there can be such clocks here. */
    static boolean available() {
        return Files.exists(LIBRARY);
    }

    /** Sets it so far from the true time; whoever runs by it notices within a second. */
    void set(Duration off) {
        try {
            Path next = offset.resolveSibling("clock.next");
            Files.writeString(next, String.format("%+d%n", off.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process needs to go by it. Without the last two, waits of a virtual machine would end at once. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
}
