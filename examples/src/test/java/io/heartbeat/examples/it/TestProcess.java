package io.heartbeat.examples.it;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A process of the test itself on a {@link Box}: a main class of this package, which prints {@link #READY} first. */
final class TestProcess {
    static final String READY = "ready";

    private final Transcript transcript;
    private final PrintStream orders;
    private boolean ready;

    /** Each line it prints goes to the listener. */
    TestProcess(Box box, Class<?> main, Consumer<String> listener, String... arguments) {
        this(List.of(), box, main, listener, arguments);
    }

    /** The same under a program that runs others, such as {@code nice}. */
    TestProcess(List<String> under, Box box, Class<?> main, Consumer<String> listener, String... arguments) {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(
                Launch.JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                classes().toString(),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = box.start(box.process(command));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Path log = box.logs().resolve(box.name() + "-" + main.getSimpleName() + "-" + process.pid() + ".log");
        transcript = new Transcript(process, log, line -> {
            if (line.equals(READY)) {
                ready = true;
            } else {
                listener.accept(line);
            }
        });
        if (transcript
                .await(Timing.PATIENCE, () -> ready ? Optional.of(ready) : Optional.empty())
                .isEmpty()) {
            throw new AssertionError("no " + main.getSimpleName() + " on " + box.name() + ": " + transcript.messages());
        }
    }

    /** Where the test classes are: such a process needs no others. */
    private static Path classes() {
        return Path.of(URI.create(TestProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    void order(String line) {
        transcript.note("order " + line);
        orders.println(line);
    }

    /** Looks now and after every line it prints, until something is found or the time is over. */
    <T> Optional<T> await(Duration atMost, Supplier<Optional<T>> search) {
        return transcript.await(atMost, search);
    }

    /** Guards what the listener keeps. */
    Object lock() {
        return transcript;
    }
}
