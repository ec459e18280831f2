package io.heartbeat.notifier.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A command that runs. Closing it ends what is left of it. */
final class Run implements AutoCloseable {
    private static final int MOST_OUTPUT = 8 * 1024;
    private static final int PEEK_MILLIS = 20;

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private Run(Process process) {
        this.process = process;
    }

    static Run start(ProcessBuilder builder, String input) throws IOException {
        Process process = builder.start();
        Thread feeder = new Thread(() -> feed(process, input.getBytes(UTF_8)), "heartbeat-exec-input");
        feeder.setDaemon(true);
        feeder.start();
        return new Run(process);
    }

    /** Aside, because the command may leave it unread, and no interrupt ends a write to a full pipe; the end of the command does. */
    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It did not want to read that.
        }
    }

    /** Waits for its end; nothing if it takes longer. Does not wait for others that share its output and live on. */
    OptionalInt exitCode(Duration most) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!process.waitFor(PEEK_MILLIS, TimeUnit.MILLISECONDS)) {
            listen();
            if (System.nanoTime() - begin >= most.toNanos()) {
                return OptionalInt.empty();
            }
        }
        listen();
        return OptionalInt.of(process.exitValue());
    }

    /** Reads all there is, so that it can go on writing, and keeps the beginning. */
    private void listen() throws IOException {
        InputStream out = process.getInputStream();
        for (int ready = out.available(); ready > 0; ready = out.available()) {
            byte[] next = out.readNBytes(Math.min(ready, MOST_OUTPUT));
            output.write(next, 0, Math.min(next.length, MOST_OUTPUT - output.size()));
        }
    }

    /** The beginning of what it has written. */
    String output() {
        return output.toString(UTF_8);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
