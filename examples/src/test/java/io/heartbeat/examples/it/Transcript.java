package io.heartbeat.examples.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a process says, line by line as it comes; kept in a log file too. Its monitor guards all that is kept here. */
final class Transcript {
    private final Path log;
    private final List<Thread> readers;
    private final List<String> messages = new ArrayList<>();

    /** Reads along; each line of standard output goes to the listener, which runs with this transcript locked. */
    Transcript(Process process, Path log, Consumer<String> output) {
        this.log = log;
        readers = List.of(
                reader(process.getInputStream(), line -> {
                    note("out " + line);
                    output.accept(line);
                }),
                reader(process.getErrorStream(), line -> {
                    note("err " + line);
                    messages.add(line);
                }));
    }

    private Thread reader(InputStream stream, Consumer<String> listener) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> said(line, listener));
            } catch (IOException | UncheckedIOException closed) {
                note("the stream broke off: " + closed);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private synchronized void said(String line, Consumer<String> listener) {
        listener.accept(line);
        notifyAll();
    }

    /** Writes something that the process did not say into its log. */
    synchronized void note(String line) {
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(
                    log, Instant.now() + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was said on standard error. */
    synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** Looks now and after every line, until something is found or the time is over. */
    synchronized <T> Optional<T> await(Duration atMost, Supplier<Optional<T>> search) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Optional<T> found = search.get();
        while (found.isEmpty() && deadline - System.nanoTime() > 0) {
            pause(deadline - System.nanoTime());
            found = search.get();
        }
        return found;
    }

    private synchronized void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until everything a process said before it ended has arrived. */
    void awaitEnd() throws InterruptedException {
        for (Thread reader : readers) {
            reader.join(Timing.PATIENCE.toMillis());
        }
    }
}
