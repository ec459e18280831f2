package io.heartbeat.examples.demo;

import java.time.Duration;

/** Time since its creation. */
final class Stopwatch {
    private final long start = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
