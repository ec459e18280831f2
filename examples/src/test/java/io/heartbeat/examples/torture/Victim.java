package io.heartbeat.examples.torture;

import io.heartbeat.Secret;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One life of the runner: the real jar, in a process of its own. */
final class Victim implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("heartbeat.jar", "target/heartbeat.jar"));

    private final Process process;
    private final Path log;
    private final long logBegin;

    /**
     * Starts it.
     *
     * @param directory where its files are: {@code log} and {@code out}, which all lives share, and {@code token}
     */
    Victim(Path directory, Secret secret, Map<String, String> settings) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        log = directory.resolve("log");
        Files.writeString(log, "---- " + Instant.now() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        logBegin = Files.size(log);
        Path token = Files.writeString(directory.resolve("token"), "o.made-up");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "monitor",
                "--json",
                "--set",
                "notifier.pushbullet.token-file=" + token));
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        File out = directory.resolve("out").toFile();
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out));
        builder.environment().put("HEARTBEAT_SECRET", secret.text());
        process = builder.start();
    }

    /** What this life has written on standard error so far. */
    String log() {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logBegin, all.length - (int) logBegin, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean listens() {
        return log().contains("Listening for beats");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM; answers the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the runner does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
