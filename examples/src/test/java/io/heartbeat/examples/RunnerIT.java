package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.Secret;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class RunnerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final String secret = Secret.generate().text();

    @Test
    void aHeartbeatIsHeardSaysGoodbyeAndBothEndWithCode0() throws Exception {
        int port = freePort();
        try (RunningProcess monitor = monitor(port, "--json")) {
            await().atMost(PATIENCE).until(() -> monitor.err().contains("Remembering no hosts"));
            try (RunningProcess nas = new RunningProcess(
                    directory,
                    secret,
                    "heartbeat",
                    "--set",
                    "heartbeat.name=nas",
                    "--set",
                    "heartbeat.targets=127.0.0.1:" + port)) {
                await().atMost(PATIENCE).until(() -> monitor.out().contains("HOST_DISCOVERED"));
                assertThat(nas.terminate()).isZero();
                assertThat(nas.out()).isEmpty();
            }
            await().atMost(PATIENCE).until(() -> monitor.out().contains("HOST_DEPARTED"));
            assertThat(monitor.terminate()).isZero();
            assertThat(monitor.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(monitor.err()).contains("Received ");
        }
        assertThat(Files.readString(directory.resolve("state").resolve("hosts")))
                .contains("nas");
    }

    @Test
    void aSecondMonitorOnOneStateDirectoryEndsWithCode1AndOneLine() throws Exception {
        int port = freePort();
        try (RunningProcess first = monitor(port)) {
            await().atMost(PATIENCE).until(() -> first.err().contains("Remembering no hosts"));
            try (RunningProcess second = monitor(port)) {
                assertThat(second.exitCode(60)).isEqualTo(1);
                assertThat(second.err())
                        .contains("process " + first.handle().pid())
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aMonitorWhoseEventsNobodyReadsEndsWithCode1() throws Exception {
        int port = freePort();
        try (RunningProcess monitor = monitor(port, "--json")) {
            await().atMost(PATIENCE).until(() -> monitor.err().contains("Remembering no hosts"));
            monitor.closeItsReader();
            try (RunningProcess nas = new RunningProcess(
                    directory, secret, "heartbeat", "--set", "heartbeat.targets=127.0.0.1:" + port)) {
                await().atMost(PATIENCE).until(() -> nas.err().contains("Beats go to"));
                await().atMost(PATIENCE).until(monitor::isReadByNobody);
                assertThat(nas.terminate()).isZero();
            }
            assertThat(monitor.exitCode(60)).isEqualTo(1);
            assertThat(monitor.err()).contains("Nobody reads the events any more: stdout is closed");
        }
    }

    @Test
    void aSilenceAnAcknowledgementAndALookIntoTheOutboxWorkBesideARunningMonitor() throws Exception {
        int port = freePort();
        String told = "CRITICAL  Flatlined Host: nas";
        try (RunningProcess monitor = monitor(port, "--set", "notifier.console.stream=stderr");
                RunningProcess nas = new RunningProcess(
                        directory,
                        secret,
                        "heartbeat",
                        "--set",
                        "heartbeat.name=nas",
                        "--set",
                        "heartbeat.targets=127.0.0.1:" + port)) {
            await().atMost(PATIENCE).until(() -> monitor.err().contains("New Heartbeat: nas"));
            assertThat(command("silence", "add", "nsa", "--for", "1h")).contains("1 No host is named nsa here");
            assertThat(command("silence", "add", "nas", "--for", "1h")).startsWith("0 Silence ");
            nas.handle().destroyForcibly();
            await().atMost(PATIENCE).until(() -> command("outbox").contains("silenced"));
            assertThat(monitor.err()).doesNotContain(told);

            assertThat(command("silence", "end", "nas")).startsWith("0 Ended silence");
            await().atMost(PATIENCE).until(() -> monitor.err().contains(told));
            assertThat(command("ack", "pi")).startsWith("1 Nothing is wrong with pi");
            assertThat(command("ack", "nas")).isEqualToIgnoringNewLines("0 Acknowledged: Flatlined Host: nas");
            assertThat(command("outbox")).contains("acknowledged", "Nothing waits.");
            assertThat(monitor.terminate()).isZero();
            assertThat(command("outbox")).contains("No monitor is running here");
        }
    }

    /** The exit code and what is said. */
    private String command(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--set";
        all[words.length + 1] = "state-dir=" + directory.resolve("state");
        CapturedRun run = new CapturedRun();
        return run.execute(all) + " " + run.out() + run.err();
    }

    private RunningProcess monitor(int port, String... more) throws IOException {
        String[] args = {"monitor", "--set", "port=" + port, "--set", "state-dir=" + directory.resolve("state")};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return new RunningProcess(directory, secret, all);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
