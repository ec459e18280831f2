package io.heartbeat.notifier.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real broker, on a free port of loopback. */
final class Mosquitto implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param lines of its configuration, but for where it listens */
    Mosquitto(Path directory, String... lines) throws Exception {
        port = freePort();
        Path configuration = directory.resolve("mosquitto.conf");
        Files.writeString(
                configuration, "listener " + port + " 127.0.0.1\nuser root\n" + String.join("\n", lines) + "\n");
        process = new ProcessBuilder(command("mosquitto").orElseThrow(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
        awaitOpen();
    }

    static void assumeThere() {
        assumeThat(command("mosquitto").isPresent() && command("mosquitto_sub").isPresent())
                .as("'mosquitto' and 'mosquitto_sub' are there (Debian: apt install mosquitto mosquitto-clients)")
                .isTrue();
    }

    /** The path of a file that knows this user. */
    static Path passwords(Path directory, String user, String password) throws Exception {
        Path file = directory.resolve("passwords");
        List<String> command =
                List.of(command("mosquitto_passwd").orElseThrow(), "-b", "-c", file.toString(), user, password);
        new ProcessBuilder(command).start().waitFor();
        return file;
    }

    private static Optional<String> command(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitOpen() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
        throw new AssertionError("mosquitto has not opened its port");
    }

    int port() {
        return port;
    }

    /** Hears all that is published from now on, and before that what is retained. */
    Listener listener() throws IOException {
        return new Listener(port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The real subscriber. */
    static final class Listener implements AutoCloseable {
        private final Process process;
        private final BufferedReader lines;

        private Listener(int port) throws IOException {
            process = new ProcessBuilder(
                            command("mosquitto_sub").orElseThrow(),
                            "-h",
                            "127.0.0.1",
                            "-p",
                            String.valueOf(port),
                            "-q",
                            "1",
                            "-t",
                            "heartbeat/#",
                            "-F",
                            "%r %t %p")
                    .redirectErrorStream(true)
                    .start();
            lines = process.inputReader(UTF_8);
        }

        /** What it hears next, within ten seconds: whether that is retained, topic and payload. */
        String next() throws Exception {
            for (int i = 0; i < 1_000 && !lines.ready(); i++) {
                Thread.sleep(10);
            }
            return lines.ready() ? lines.readLine() : "nothing";
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
