package io.heartbeat.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runner in a process of its own, as a user starts it. */
final class RunningProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;
    private final Thread reader;

    RunningProcess(Path directory, String secret, String... args) throws IOException {
        out = Files.createTempFile(directory, "out", ".txt");
        err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("HEARTBEAT_SECRET", secret);
        process = builder.start();
        reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (OutputStream file = Files.newOutputStream(out)) {
            process.getInputStream().transferTo(file);
        } catch (IOException closed) {
            return;
        }
    }

    /** Closes the pipe that its stdout goes into, as {@code | head -1} does; a read that waits there still gets the next line. */
    void closeItsReader() throws IOException {
        process.getInputStream().close();
    }

    /** Whether the pipe is closed for good. */
    boolean isReadByNobody() {
        return !reader.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Sends SIGTERM, and waits for the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode(60);
    }

    int exitCode(long patienceSeconds) throws InterruptedException {
        if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + patienceSeconds + " s");
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
