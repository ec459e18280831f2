package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application takes all memory, descriptors or threads, as a real process with real limits. Its monitor and its heartbeat live through
 * that, miss nobody, and blame nobody.
 */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class StarvationTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final long STARVED_MILLIS = 2_000;
    private static final long LONGEST_CLOSE_MILLIS = 15_000;

    private final Secret secret = Secret.generate();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> watched = new LinkedBlockingQueue<>();

    @TempDir
    Path state;

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void aMonitorWithoutMemoryTellsOfADeathOnceThereIsSomeAgain() throws Exception {
        starved("memory", "exec \"$@\"", false);
    }

    @Test
    void aMonitorWithoutFileDescriptorsTellsOfADeathMeanwhile() throws Exception {
        starved("descriptors", "ulimit -n 80; exec \"$@\"", true);
    }

    /** Of address space, so that no stack of a thread finds room. */
    @Test
    void aMonitorWithoutThreadsTellsOfADeathMeanwhile() throws Exception {
        starved("threads", "ulimit -v 4000000; exec \"$@\"", true);
    }

    private void starved(String what, String shell, boolean toldMeanwhile) throws Exception {
        int port = freePort();
        int outerPort = freePort();
        MonitorConfig outside = MonitorConfig.builder()
                .secret(secret)
                .port(outerPort)
                .bind("127.0.0.1")
                .withoutState()
                .build();
        try (Monitor outer = Monitor.start(outside, event -> watched.add(event.type() + " " + event.host()))) {
            Process starved = starvedApplication(shell, port, outerPort);
            PrintStream orders = new PrintStream(starved.getOutputStream(), true, StandardCharsets.UTF_8);
            awaitLine(output, "ready");
            Process victim = victim(port);
            awaitLine(output, "HOST_DISCOVERED victim");
            awaitLine(watched, "HOST_DISCOVERED starved");
            if (toldMeanwhile) { // what is loaded from a directory and not from a jar takes a descriptor
                victim.destroyForcibly();
                awaitLine(output, "HOST_FLATLINED victim");
                victim = victim(port);
                awaitLine(output, "HOST_RECOVERED victim");
            }

            awaitTable();
            orders.println("threads?");
            String threads = awaitLine(output, "threads: ");
            assertThat(threads).contains("heartbeat-monitor", "heartbeat-sender");
            orders.println(what);
            awaitLine(output, "taken");
            victim.destroyForcibly();
            if (toldMeanwhile) {
                awaitLine(output, "HOST_FLATLINED victim");
            }
            if (toldMeanwhile) {
                TimeUnit.MILLISECONDS.sleep(STARVED_MILLIS);
                orders.println("release");
            } else {
                awaitLine(output, "HOST_FLATLINED victim");
            }
            assertThat(starved.isAlive()).isTrue();
            victim(port);
            awaitLine(output, "HOST_RECOVERED victim");
            assertThat(outer.hosts()).extracting(host -> host.state().name()).containsExactly("ALIVE");
            if (toldMeanwhile) {
                assertThat(watched).doesNotContain("HOST_FLATLINED starved");
            }

            orders.println("threads?");
            assertThat(awaitLine(output, "threads: ").split(" ", -1)).contains(threads.split(" ", -1));
            orders.println("close");
            String closed = awaitLine(output, "closed ");
            assertThat(Long.parseLong(closed.substring("closed ".length()))).isLessThan(LONGEST_CLOSE_MILLIS);
            awaitLine(watched, "HOST_DEPARTED starved");
            assertThat(Monitor.remembered(state.resolve("state")))
                    .extracting(host -> host.host())
                    .containsExactly("victim");
            assertThat(seen).filteredOn("HOST_FLATLINED victim"::equals).hasSize(toldMeanwhile ? 2 : 1);
        }
    }

    private void awaitTable() throws InterruptedException {
        long began = System.nanoTime();
        while (Monitor.remembered(state.resolve("state")).isEmpty()) {
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private String awaitLine(BlockingQueue<String> lines, String beginning) throws InterruptedException {
        String line;
        do {
            line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("'" + beginning + "' after " + seen).isNotNull();
            seen.add(line);
        } while (!line.startsWith(beginning));
        return line;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Process starvedApplication(String shell, int port, int outerPort) throws IOException {
        List<String> java = ChildJvm.of(
                        StarvedApplication.class,
                        String.valueOf(port),
                        String.valueOf(outerPort),
                        state.resolve("state").toString())
                .command();
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.add(java.get(0));
        command.addAll(List.of(
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CICompilerCount=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:CompressedClassSpaceSize=32m",
                "-Xss1m"));
        command.addAll(java.subList(1, java.size()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HEARTBEAT_SECRET", secret.text());
        Process process = builder.start();
        processes.add(process);
        Thread reader = new Thread(() -> {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            lines.lines().forEach(output::add);
        });
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private Process victim(int port) throws IOException {
        ProcessBuilder builder = ChildJvm.of(JvmShutdownTest.Application.class, "victim", String.valueOf(port));
        builder.environment().put("HEARTBEAT_SECRET", secret.text());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }
}
