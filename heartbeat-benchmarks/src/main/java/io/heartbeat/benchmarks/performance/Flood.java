package io.heartbeat.benchmarks.performance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A {@link Flooder}, seen from the process that started it. */
final class Flood implements AutoCloseable {
    /** Nobody is missed between two rounds. */
    private static final long LONG_GAP_MILLIS = 600_000;

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private int loaded;

    Flood(int hosts, int keys) {
        this(hosts, keys, LONG_GAP_MILLIS);
    }

    /**
     * Of hosts that have the next one of so many keys each.
     *
     * @param gapMillis what each beat promises
     */
    Flood(int hosts, int keys, long gapMillis) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx8g",
                "-XX:MaxDirectMemorySize=2g",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Flooder.class.getName(),
                Integer.toString(hosts),
                Long.toString(gapMillis));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(Keys.environment(keys));
            process = builder.start();
            answers = process.inputReader(StandardCharsets.US_ASCII);
            orders = process.outputWriter(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("ready");
    }

    /** Makes the datagrams that are sent from now on. */
    void load(Traffic traffic, int count) {
        order("load " + traffic + " " + count);
        answer("loaded");
        loaded = count;
    }

    /** Sends what was loaded; answers how many that were. */
    int send(String address, int port, long perSecond, boolean segmented) {
        order("send " + address + " " + port + " " + perSecond + " " + (segmented ? "segments" : "calls"));
        answer("sent");
        return loaded;
    }

    private void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String expected) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(expected)) {
                throw new IllegalStateException("the flooder said " + line + " instead of " + expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
