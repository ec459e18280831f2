package io.heartbeat.benchmarks.performance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an application pays that embeds one of several products: each in a fresh process that does nothing else. */
final class Footprint {
    private static final Pattern JAR = Pattern.compile("source: file:(\\S+\\.jar|\\S+/classes/)");
    private static final int HOSTS = 10;
    private static final long GAP_MILLIS = 2_000;
    private static final int STARTS = 10;

    private final int idleSeconds;
    private final Pattern only;

    /** @param only a regular expression for the names of {@link Subject}s; empty for all */
    Footprint(int idleSeconds, String only) {
        this.idleSeconds = idleSeconds;
        this.only = Pattern.compile(only);
    }

    String table() throws Exception {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """
                A fresh process with the serial collector and 256 MB; *blocked* is how long the call that starts it takes, *ready* until the \
                first beat is on the wire, the monitor listens, or the member has joined; cold is the first start in the process, warm the \
                %dth. Memory, threads and classes are what came in addition to a process that does nothing; processor time is that of %d s \
                without anything to do, half a minute after the start, for a day. Jars are those from which classes were loaded.

                | | blocked, cold / warm, ms | ready, cold / warm, ms | classes | threads | heap, kB | RSS, MB | CPU s per day | jars / kB |
                |---|---|---|---|---|---|---|---|---|
                """, STARTS, idleSeconds));
        for (Subject subject : Subject.values()) {
            if (only.matcher(subject.name()).find()) {
                String row = row(subject);
                System.err.print(row);
                text.append(row);
            }
        }
        return text.toString();
    }

    private String row(Subject subject) throws Exception {
        Path log = Files.createTempFile("heartbeat-classes", ".log");
        int port = Watching.freePort();
        Process process = probe(subject, port, log);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            await(lines, "started");
            if (subject == Subject.MONITOR) {
                beatUntilItEnds(process, port);
            }
            String[] told = await(lines, "told").split(" ", -1);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s / %s | %s / %s | %s | %s | %d | %.1f | %s | %s |%n",
                    subject.title(),
                    told[1],
                    told[3],
                    told[2],
                    told[4],
                    told[5],
                    told[6],
                    Long.parseLong(told[7]) >> 10,
                    Long.parseLong(told[8]) / 1e6,
                    told[9],
                    jars(log));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    private Process probe(Subject subject, int port, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Xlog:class+load:file=" + log,
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-Djgroups.bind_addr=127.0.0.1",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        subject.name(),
                        Integer.toString(port),
                        Integer.toString(subject == Subject.HAZELCAST ? 2 : STARTS),
                        Integer.toString(idleSeconds)))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Keys.environment(1));
        return builder.start();
    }

    private static String await(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IllegalStateException("the process ended before it had " + beginning);
    }

    private static void beatUntilItEnds(Process process, int port) throws InterruptedException {
        Thread thread = new Thread(() -> beat(process, port), "ten hosts");
        thread.setDaemon(true);
        thread.start();
    }

    private static void beat(Process process, int port) {
        try (Flood hosts = new Flood(HOSTS, 1, GAP_MILLIS)) {
            while (process.isAlive()) {
                hosts.load(Traffic.BEATS, HOSTS);
                hosts.send("127.0.0.1", port, 0, false);
                Thread.sleep(GAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of the benchmark's own directory of classes none counts. */
    private static String jars(Path log) throws IOException {
        Set<String> jars = JAR.matcher(Files.readString(log))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        jars.removeIf(source -> source.contains("heartbeat-benchmarks/"));
        long bytes = 0;
        for (String source : jars) {
            bytes += Files.size(Path.of(source.replaceFirst("source: file:", "")));
        }
        return jars.size() + " / " + (bytes >> 10);
    }
}
