package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.Secret;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the runner prints, logs at its most talkative, and writes down: no secret is in it, nor a part of one. */
@EnabledOnOs(OS.LINUX)
class SecrecyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PUSH_TOKEN = "o.QmFzZTY0SXNOb3RTZWNyZXQxMjM0NTY3";
    private static final String PASSPHRASE = "seven purple herons juggle quietly";
    private static final String LEGACY = "the-old-tools-password-2014";

    private final Secret key = Secret.generate();
    private final Secret formerKey = Secret.generate();
    private final Secret token = key.tokenFor("laptop", "default");
    private final Fragments secrets = new Fragments()
            .addWritten(key.text())
            .addWritten(formerKey.text())
            .add(PUSH_TOKEN)
            .add(PASSPHRASE)
            .add(LEGACY);
    private final Fragments tokens = new Fragments().addWritten(token.text());

    @TempDir
    private Path directory;

    @Test
    void aRunThatDoesEverythingKeepsItsSecrets() throws Exception {
        Path config = everythingConfigured();
        Process run = start("run", Map.of(), Main.class.getName(), "run", "--config", config.toString());
        try {
            await().atMost(PATIENCE).until(() -> err("run").contains("Notifier phone cannot deliver"));
            assertThat(secrets.in(Files.readString(Path.of("/proc", "" + run.pid(), "cmdline"))))
                    .isEmpty();
            Path heap = directory.resolve("heap.hprof");
            Process dump = new ProcessBuilder(tool("jcmd"), "" + run.pid(), "GC.heap_dump", heap.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("jcmd.out").toFile())
                    .start();
            assertThat(dump.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(new Fragments().add(directory.toString()).areIn(Files.readAllBytes(heap)))
                    .as("strings can be found in a heap dump")
                    .isTrue();
            Fragments written = new Fragments().add(key.text()).add(formerKey.text());
            assertThat(written.areIn(Files.readAllBytes(heap)))
                    .as("a secret as it is written stays in memory")
                    .isFalse();
            Files.delete(heap);
        } finally {
            run.destroy();
            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(run.exitValue()).isZero();
        assertSilence("run");
        assertThat(written(directory.resolve("state")))
                .containsKeys("monitor.lock", "hosts")
                .allSatisfy((name, content) ->
                        assertThat(secrets.in(content)).as(name).isEmpty());
        assertThat(modes(directory.resolve("state"))).containsOnly("rw-------", "rwx------");
    }

    @Test
    void noCommandAndNoErrorTellsASecret() throws Exception {
        Path config = everythingConfigured();
        String keyFile = "secret-file=" + directory.resolve("secret");
        String keyText = Files.readAllLines(directory.resolve("secret")).get(0);
        Path pasted = Files.writeString(directory.resolve("pasted.properties"), "secret-file = " + keyText + "\n");
        Path mistaken = Files.writeString(directory.resolve("mistaken.properties"), keyText + "\n");
        Path mistyped = Files.writeString(
                directory.resolve("mistyped"), keyText.substring(0, 30) + "x" + keyText.substring(31) + "\n");
        Path tokenFile = Files.writeString(directory.resolve("token"), token.text() + "\n");
        Path elsewhere = Files.writeString(
                directory.resolve("elsewhere.properties"),
                "heartbeat.targets = " + keyText + "\nmonitor.bind = " + token.text() + "\nport = " + keyText
                        + "\nheartbeat.interval = " + token.text() + "\n" + token.text() + " = x\n");
        List<List<String>> commands = List.of(
                List.of("hosts", "--set", "state-dir=" + directory.resolve("none")),
                List.of("plugins", "--config", config.toString()),
                List.of("test-notifiers", "--config", config.toString()),
                List.of("secret", "status", "--config", config.toString()),
                List.of("secret", "promote", "--set", keyFile),
                List.of("secret", "retire", "--set", keyFile),
                List.of("secret", "add", "--set", keyFile),
                List.of("secret", "add", "--set", "secret-file=" + mistyped),
                List.of("monitor", "--set", "secret-file=" + mistyped),
                List.of("monitor", "--set", "secret-file=" + tokenFile),
                List.of("heartbeat", "--set", "secret-file=" + tokenFile, "--set", "heartbeat.name=nas"),
                List.of("token", "nas", "--set", "secret-file=" + tokenFile),
                List.of("token", "n\u202Eas", "--set", keyFile),
                List.of("run", "--config", pasted.toString()),
                List.of("run", "--config", mistaken.toString()),
                List.of("run", "--config", elsewhere.toString(), "--set", "monitor.enabled=on"),
                List.of("monitor", "--config", config.toString(), "--set", "state-dir=/dev/null/x"));
        Path list = Files.writeString(
                directory.resolve("commands"),
                commands.stream().map(words -> String.join("\n", words)).collect(Collectors.joining("\n\n")));

        Process process =
                start("every", Map.of("HEARTBEAT_SECRET", PASSPHRASE), EveryCommand.class.getName(), list.toString());
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isZero();
        assertThat(err("every").lines().filter(line -> line.startsWith("== exit code")))
                .hasSize(commands.size());
        assertSilence("every");
        assertThat(err("every"))
                .contains("[hidden]")
                .contains("is mistyped: its checksum does not match")
                .contains("a monitor needs the secret of the group")
                .contains("a host token of laptop, and heartbeat.name is nas")
                .contains("a host token does not hold the key of the group");
    }

    @Test
    void aTokenIsKeptAsWell() throws Exception {
        Path tokenFile = Files.writeString(directory.resolve("token"), token.text() + "\n");
        Process process = start(
                "laptop",
                Map.of(),
                Main.class.getName(),
                "heartbeat",
                "--set",
                "secret-file=" + tokenFile,
                "--set",
                "heartbeat.targets=127.0.0.1:" + freePort());
        try {
            await().atMost(PATIENCE).until(() -> err("laptop").contains("laptop beats every"));
        } finally {
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(err("laptop")).contains("Others can read or change the secret file", "chmod 600");
        assertSilence("laptop");
    }

    private Path everythingConfigured() throws IOException {
        Files.writeString(directory.resolve("secret"), key.text() + "\n" + formerKey.text() + "\n");
        Files.writeString(directory.resolve("push-token"), PUSH_TOKEN + "\n");
        return Files.writeString(directory.resolve("heartbeat.properties"), """
                secret-file = secret
                state-dir = state
                port = %d
                legacy = on
                legacy-secret = %s
                heartbeat.interval = 200ms
                heartbeat.targets = 127.0.0.1
                monitor.enabled = on
                monitor.bind = 127.0.0.1
                monitor.include-own = on
                notifier.phone.type = pushbullet
                notifier.phone.token-file = push-token
                notifier.phone.url = http://127.0.0.1:9/
                """.formatted(freePort(), LEGACY));
    }

    private Process start(String name, Map<String, String> environment, String main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                tool("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .redirectError(directory.resolve(name + ".err").toFile());
        builder.environment().remove("HEARTBEAT_SECRET");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void assertSilence(String name) throws IOException {
        for (String file : List.of(name + ".out", name + ".err")) {
            String text = Files.readString(directory.resolve(file), StandardCharsets.ISO_8859_1);
            assertThat(secrets.in(text)).as("secrets in %s", file).isEmpty();
            assertThat(tokens.in(text)).as("tokens in %s", file).isEmpty();
        }
    }

    private String err(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".err"), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> written(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), SecrecyIT::content, (one, other) -> one + other));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> modes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> {
                        try {
                            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
