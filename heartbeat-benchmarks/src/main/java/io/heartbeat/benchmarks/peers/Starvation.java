package io.heartbeat.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that hardly gets to run: 5 ms of CPU in a second, by a control group; where those cannot be written, at the lowest
 * priority beside busy loops of the highest.
 */
final class Starvation {
    private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/cpu");
    private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");

    private final List<Process> busy = new ArrayList<>();
    private final Path hierarchy = Files.isDirectory(FIRST_VERSION) ? FIRST_VERSION : SECOND_VERSION;
    private final Path group;
    private final long pid;

    Starvation(long pid) {
        this.pid = pid;
        group = hierarchy.resolve("hbp-" + pid);
        try {
            starveByGroup();
        } catch (IOException e) {
            System.err.println("real-hosts: no CPU limit by control group, so busy loops: " + e);
            starveByPriority();
        }
    }

    private void starveByGroup() throws IOException {
        Files.createDirectories(group);
        if (hierarchy.equals(FIRST_VERSION)) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), "1000000");
            Files.writeString(group.resolve("cpu.cfs_quota_us"), "5000");
        } else {
            Files.writeString(group.resolve("cpu.max"), "5000 1000000");
        }
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    private void starveByPriority() {
        for (String thread : Shell.run("ls", "/proc/" + pid + "/task").split("\n", -1)) {
            Shell.run("renice", "-n", "19", "-p", thread);
        }
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            try {
                busy.add(new ProcessBuilder("nice", "-n", "-20", "sh", "-c", "while :; do :; done").start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends it. */
    void close() {
        busy.forEach(Process::destroyForcibly);
        try {
            if (busy.isEmpty()) {
                Files.writeString(hierarchy.resolve("cgroup.procs"), Long.toString(pid));
                Files.delete(group);
            }
        } catch (IOException e) {
            System.err.println("real-hosts: " + group + " is left behind: " + e.getMessage());
        }
    }
}
