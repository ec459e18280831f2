package io.heartbeat.benchmarks.performance;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** A process that embeds one {@link Subject}, and tells in one line what that costs: {@code SUBJECT PORT STARTS IDLE-SECONDS}; 0 of these ends it at once. */
final class Probe {
    /** For its first minute, Heartbeat looks at the interfaces of the machine every second. */
    private static final long SETTLING_MILLIS = 75_000;

    private static final int COLLECTIONS = 3;

    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Subject subject;
    private final int port;
    private long blockedNanos;
    private long readyNanos;

    private Probe(Subject subject, int port) {
        this.subject = subject;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        Probe probe = new Probe(Subject.valueOf(args[0]), Integer.parseInt(args[1]));
        System.out.println(probe.tell(Integer.parseInt(args[2]), Integer.parseInt(args[3])));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private String tell(int starts, int idleSeconds) throws Exception {
        long classes = CLASSES.getTotalLoadedClassCount();
        long[] threads = THREADS.getAllThreadIds();
        long heap = heap();
        long resident = resident();
        Subject.Running running = start();
        String cold = times();
        long loaded = CLASSES.getTotalLoadedClassCount() - classes;
        for (int i = 1; i < starts; i++) {
            running.stop();
            running = start();
        }
        String warm = times();
        System.out.println("started");
        if (idleSeconds == 0) {
            return "told";
        }
        Thread.sleep(SETTLING_MILLIS);
        long cpu = cpuNanos();
        long own = cpuNanosOfOthersThan(threads);
        long begin = System.nanoTime();
        Thread.sleep(1_000L * idleSeconds);
        double perDay = 86_400.0 / (System.nanoTime() - begin);
        return String.format(
                Locale.ROOT,
                "told %s %s %d %d %d %d %.1f %.1f",
                cold,
                warm,
                loaded,
                THREADS.getThreadCount() - threads.length,
                heap() - heap,
                resident() - resident,
                (cpuNanos() - cpu) * perDay,
                (cpuNanosOfOthersThan(threads) - own) * perDay);
    }

    private Subject.Running start() throws Exception {
        long begin = System.nanoTime();
        Subject.Running running = subject.start(port);
        blockedNanos = System.nanoTime() - begin;
        running.await();
        readyNanos = System.nanoTime() - begin;
        return running;
    }

    private String times() {
        return String.format(Locale.ROOT, "%.1f %.1f", blockedNanos / 1e6, readyNanos / 1e6);
    }

    /** Of all threads there are, those of the virtual machine included; finer than what the virtual machine itself tells. */
    private static long cpuNanos() throws IOException {
        long nanos = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                nanos += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).replaceFirst(" .*\\s*", ""));
            }
        }
        return nanos;
    }

    /** Of the threads of Java that were started since; those that have ended are left out. */
    private static long cpuNanosOfOthersThan(long[] threads) {
        return Arrays.stream(THREADS.getAllThreadIds())
                .filter(id -> Arrays.stream(threads).noneMatch(known -> known == id))
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    private static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                << 10;
    }
}
