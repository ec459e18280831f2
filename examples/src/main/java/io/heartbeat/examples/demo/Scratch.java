package io.heartbeat.examples.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for a while.
 *
 * @param path where it is
 */
record Scratch(Path path) implements AutoCloseable {

    static Scratch create() throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory("heartbeat-demo"));
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::close, "heartbeat-demo-scratch"));
        return scratch;
    }

    /** Removes it and what is in it; nothing happens if it is gone. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
