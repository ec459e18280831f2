package io.heartbeat.examples.it;

import io.heartbeat.Secret;
import io.heartbeat.examples.demo.ReplayedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command line of the runner, about to be started on a box. */
final class Launch {
    /** The secret of everybody who is not given another. */
    static final Secret SECRET = Secret.generate();

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    static final Path JAR = Path.of(System.getProperty("heartbeat.jar", "target/heartbeat.jar"));

    /** A test runs half a dozen virtual machines on few cores: start fast, stay small. */
    private static final List<String> SMALL_AND_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xms16m", "-Xmx64m");

    private final Box box;
    private final String command;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private Secret secret = SECRET;
    private @Nullable WallClock clock;

    Launch(Box box, String command) {
        this.box = box;
        this.command = command;
    }

    Launch set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** With a hardware watch that looks every second. */
    Launch watching(ReplayedDisk disk) {
        return set("hardware.enabled", "on")
                .set("hardware.interval", "1s")
                .set("hardware.smart.smartctl", disk.smartctl().toString())
                .set("state-dir", box.disk().resolve("state").toString());
    }

    /** With notifications to this service, under a token of its own. */
    Launch notifying(PushService service) {
        Path token = box.disk().resolve("token");
        try {
            Files.writeString(token, "o.made-up-" + box.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return set("notifier.pushbullet.token-file", token.toString()).set("notifier.pushbullet.url", service.url());
    }

    /** With the plug-ins of these jars. */
    Launch plugins(Path directory) {
        options.add("--plugins");
        options.add(directory.toString());
        return this;
    }

    /** Settings that may not be given on a command line. */
    Launch config(Path file) {
        options.add("--config");
        options.add(file.toString());
        return this;
    }

    Launch secret(Secret other) {
        secret = other;
        return this;
    }

    /** With a wall clock of its own. */
    Launch clock(WallClock wallClock) {
        clock = wallClock;
        return this;
    }

    RunnerProcess start() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        List<String> line = new ArrayList<>();
        line.add(JAVA.toString());
        line.addAll(SMALL_AND_FAST);
        line.addAll(List.of("-jar", JAR.toAbsolutePath().toString(), command, "--json"));
        line.addAll(options);
        settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        ProcessBuilder process = box.process(line);
        process.environment().put("HEARTBEAT_SECRET", secret.text());
        if (clock != null) {
            process.environment().putAll(clock.environment());
        }
        return new RunnerProcess(box, command, process);
    }
}
