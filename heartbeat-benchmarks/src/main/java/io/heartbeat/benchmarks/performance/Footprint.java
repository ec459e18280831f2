package io.heartbeat.benchmarks.performance;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an application pays that embeds one of several products: each in a fresh process that does nothing else. */
final class Footprint {
    private static final Pattern JAR = Pattern.compile("source: file:(\\S+\\.jar|\\S+/classes/)");
    private static final int HOSTS = 10;
    private static final long GAP_MILLIS = 2_000;
    private static final int STARTS = 10;

    private final int idleSeconds;
    private final Pattern only;

    /** What a process that does nothing comes to, in bytes: it lets go of what its start took. */
    private long nothingsHeap;

    private long nothingsResident;

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
                without anything to do, half a minute after the start, for a day: of the process, with the virtual machine's own, and of the threads \
                that were added. Jars are those from which classes were loaded.

                | | blocked, cold / warm, ms | ready, cold / warm, ms | classes | threads | heap, kB | RSS, MB | CPU s per day, process / threads | jars / kB |
                |---|---|---|---|---|---|---|---|---|
                """, STARTS, idleSeconds));
        for (Subject subject : Subject.values()) {
            if (subject == Subject.NOTHING || only.matcher(subject.name()).find()) {
                String row = row(subject);
                System.err.print(row);
                text.append(row);
            }
        }
        return text.toString();
    }

    private String row(Subject subject) throws Exception {
        int port = Watching.freePort();
        Set<Path> jars = jars(subject, port);
        String classPath = Stream.concat(jars.stream(), Stream.of(own()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        long size = 0;
        for (Path jar : jars) {
            size += Files.size(jar);
        }
        Process process = probe(subject, port, classPath, idleSeconds, List.of());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            await(lines, "started");
            if (subject == Subject.MONITOR) {
                beatUntilItEnds(process, port);
            }
            String[] told = await(lines, "told").split(" ", -1);
            long heap = Long.parseLong(told[7]);
            long resident = Long.parseLong(told[8]);
            if (subject == Subject.NOTHING) {
                nothingsHeap = heap;
                nothingsResident = resident;
            }
            return String.format(
                    Locale.ROOT,
                    "| %s | %s / %s | %s / %s | %s | %s | %d | %.1f | %s / %s | %d / %d |%n",
                    subject.title(),
                    told[1],
                    told[3],
                    told[2],
                    told[4],
                    told[5],
                    told[6],
                    (heap - nothingsHeap) >> 10,
                    (resident - nothingsResident) / 1e6,
                    told[9],
                    told[10],
                    jars.size(),
                    size >> 10);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Those from which classes are loaded. What is measured has only these on its class path: Java looks for services in each jar there is, and
     * keeps the directory of each jar it looked into.
     */
    private static Set<Path> jars(Subject subject, int port) throws IOException {
        Path log = Files.createTempFile("heartbeat-classes", ".log");
        Process process =
                probe(subject, port, System.getProperty("java.class.path"), 0, List.of("-Xlog:class+load:file=" + log));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            await(lines, "told");
            return JAR.matcher(Files.readString(log))
                    .results()
                    .map(match -> Path.of(match.group(1)))
                    .filter(source -> !source.equals(own()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    /** The classes of this benchmark, which do not count. */
    private static Path own() {
        return Path.of(URI.create(Footprint.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static Process probe(Subject subject, int port, String classPath, int idleSeconds, List<String> more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Djgroups.bind_addr=127.0.0.1",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                classPath));
        command.addAll(more);
        command.addAll(List.of(
                Probe.class.getName(),
                subject.name(),
                Integer.toString(port),
                Integer.toString(subject == Subject.HAZELCAST ? 2 : STARTS),
                Integer.toString(idleSeconds)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
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
}
