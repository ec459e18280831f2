package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Replacing the secret and handing out tokens as the README has it: with commands, copied files and restarts of real processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class KeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final List<RunningProcess> started = new ArrayList<>();
    private final StringBuilder events = new StringBuilder();
    private int port;
    private RunningProcess monitor;

    @BeforeEach
    void begins() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            port = socket.getLocalPort();
        }
        CapturedRun made = run("secret");
        write("secret", made.out());
        monitor = monitor();
    }

    @AfterEach
    void ends() {
        started.forEach(RunningProcess::close);
    }

    @Test
    void theSecretIsReplacedWithoutAGapAndWhoSleptThroughItIsNamed() throws Exception {
        RunningProcess nas = host("nas", copy("nas"));
        RunningProcess web = host("web", copy("web"));
        RunningProcess attic = host("attic", copy("attic"));
        await().atMost(PATIENCE).until(() -> discovered("nas") && discovered("web") && discovered("attic"));
        String old = status().lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
        assertThat(attic.terminate()).isZero();
        await().atMost(PATIENCE).until(() -> monitor.out().contains("HOST_DEPARTED"));

        assertThat(run("secret", "add", "--set", "secret-file=" + path("secret"))
                        .err())
                .contains("It seals under " + old + ", and opens ");
        monitor = restarted(monitor);
        nas = restarted("nas", nas);
        await().atMost(PATIENCE).until(() -> status().contains(" attic, web"));
        web = restarted("web", web);
        await().atMost(PATIENCE).until(() -> status().contains(" attic\n"));

        run("secret", "promote", "--set", "secret-file=" + path("secret"));
        monitor = restarted(monitor);
        nas = restarted("nas", nas);
        await().atMost(PATIENCE)
                .until(() -> status().lines().anyMatch(line -> line.startsWith(old) && line.contains("attic, web")));
        web = restarted("web", web);
        await().atMost(PATIENCE)
                .until(() -> status().lines().anyMatch(line -> line.startsWith(old) && !line.contains("web")));

        run("secret", "retire", "--set", "secret-file=" + path("secret"));
        monitor = restarted(monitor);
        restarted("nas", nas);
        restarted("web", web);
        events.append(monitor.out());
        assertThat(events.toString().lines().filter(line -> line.contains("HOST_DISCOVERED")))
                .hasSize(3);
        assertThat(events).doesNotContain("HOST_FLATLINED", "BEAT_REJECTED");

        host("attic", path("attic"));
        await().atMost(PATIENCE)
                .until(() -> monitor.out()
                        .lines()
                        .anyMatch(line -> line.contains("BEAT_REJECTED") && line.contains("attic")));
        assertThat(status()).doesNotContain(old);
    }

    @Test
    void aTokenIsOneHostsVoiceUntilItIsDenied() throws Exception {
        CapturedRun made = run("token", "laptop", "--set", "secret-file=" + path("secret"));
        Path token = write("token", made.out());
        String number = made.err().replaceAll("(?s).*monitor.deny = (\\S+) on.*", "$1");
        RunningProcess laptop = host("laptop", token);
        await().atMost(PATIENCE).until(() -> discovered("laptop"));

        RunningProcess impostor = host("nas", token);
        assertThat(impostor.exitCode(60)).isNotZero();
        assertThat(impostor.err()).contains("laptop").doesNotContain(made.out().trim());
        RunningProcess spy = process("monitor", "--set", "secret-file=" + token, "--set", "port=" + port);
        assertThat(spy.exitCode(60)).isNotZero();

        monitor.terminate();
        monitor = monitor("--set", "monitor.deny=" + number);
        await().atMost(PATIENCE).until(() -> monitor.out().contains("BEAT_REJECTED"));
        await().atMost(PATIENCE).until(() -> monitor.out().contains("HOST_FLATLINED"));
        Path another = write(
                "another",
                run("token", "laptop", "--set", "secret-file=" + path("secret")).out());
        laptop.terminate();
        host("laptop", another);
        await().atMost(PATIENCE).until(() -> monitor.out().contains("HOST_RECOVERED"));
    }

    private boolean discovered(String host) throws IOException {
        return monitor.out().lines().anyMatch(line -> line.contains("HOST_DISCOVERED") && line.contains(host));
    }

    /** What the monitor has written down of who lacks what. */
    private String status() {
        return run("secret", "status", "--set", "secret-file=" + path("secret"), "--set", "state-dir=" + path("state"))
                .out();
    }

    private RunningProcess restarted(RunningProcess running) throws Exception {
        assertThat(running.terminate()).isZero();
        events.append(running.out());
        return monitor();
    }

    private RunningProcess restarted(String host, RunningProcess running) throws Exception {
        Path secret = copy(host);
        assertThat(running.terminate()).isZero();
        long before = beats();
        RunningProcess next = host(host, secret);
        await().atMost(PATIENCE).until(() -> beats() > before);
        return next;
    }

    /** How often somebody was told to be back. */
    private long beats() throws IOException {
        return monitor.out()
                .lines()
                .filter(line -> line.contains("HOST_RECOVERED"))
                .count();
    }

    private RunningProcess monitor(String... more) throws IOException {
        String[] words = {
            "monitor",
            "--json",
            "--set",
            "secret-file=" + path("secret"),
            "--set",
            "monitor.bind=127.0.0.1",
            "--set",
            "port=" + port,
            "--set",
            "state-dir=" + path("state")
        };
        RunningProcess next = process(concat(words, more));
        await().atMost(PATIENCE).until(() -> next.err().contains("Remembering "));
        return next;
    }

    private RunningProcess host(String name, Path secret) throws IOException {
        return process(
                "heartbeat",
                "--set",
                "heartbeat.name=" + name,
                "--set",
                "secret-file=" + secret,
                "--set",
                "heartbeat.interval=1s",
                "--set",
                "heartbeat.targets=127.0.0.1:" + port);
    }

    private RunningProcess process(String... words) throws IOException {
        RunningProcess next = new RunningProcess(directory, "", words);
        started.add(next);
        return next;
    }

    private static CapturedRun run(String... words) {
        CapturedRun run = new CapturedRun();
        assertThat(run.execute(words)).as("%s", run.err()).isZero();
        return run;
    }

    private static String[] concat(String[] words, String[] more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private Path copy(String host) throws IOException {
        return Files.copy(
                path("secret"), path(host), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.createFile(
                path(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private Path path(String name) {
        return directory.resolve(name);
    }
}
