package io.heartbeat.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process of a product on a host, and what it has said about the others. */
final class Member {
    private final Process process;
    private final List<Told> told = new ArrayList<>();
    private final Map<String, Set<String>> up = new HashMap<>();
    private final Writer log;

    /**
     * Starts it.
     *
     * @param log to which all it writes is appended
     */
    Member(List<String> command, Map<String, String> environment, Path log) {
        try {
            this.log = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                log) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long now = System.currentTimeMillis();
                log.write(now + " | " + line + "\n");
                log.flush();
                Told.parse(line, now).ifPresent(this::note);
            }
        } catch (IOException e) {
            if (runs()) {
                System.err.println("real-hosts: a member is no longer heard: " + e);
            }
        }
    }

    /** That somebody is down counts once, whatever he is called afterwards. */
    private synchronized void note(Told one) {
        Set<String> incarnations = up.computeIfAbsent(one.address(), address -> new HashSet<>());
        boolean news = switch (one.kind()) {
            case UP -> incarnations.add(one.incarnation());
            case DOWN -> incarnations.remove(one.incarnation());
            case NOTE -> false;
        };
        if (news || one.kind() == Told.Kind.UP) {
            told.add(one);
        }
        notifyAll();
    }

    /** Whether it believes that somebody is up there. */
    synchronized boolean seesUp(String address) {
        return !up.getOrDefault(address, Set.of()).isEmpty();
    }

    /** All it said since then about who is up and who is down. */
    synchronized List<Told> since(long millis) {
        return told.stream().filter(one -> one.millis() >= millis).toList();
    }

    /** Waits for the word that this one is down. */
    synchronized Optional<Told> awaitDown(String address, long sinceMillis, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Told> down = since(sinceMillis).stream()
                    .filter(one -> one.kind() == Told.Kind.DOWN && one.address().equals(address))
                    .findFirst();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (down.isPresent() || left <= 0) {
                return down;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    /** Sends a signal, {@code KILL}, {@code STOP} or {@code CONT}; answers when. */
    long signal(String name) {
        long now = System.currentTimeMillis();
        Shell.run("kill", "-" + name, Long.toString(process.pid()));
        return now;
    }

    /** Ends it at once, and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** A figure of {@code /proc/<pid>/status}, for example {@code Threads}. */
    long status(String key) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
