package io.heartbeat.examples.torture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of half a megabyte, to be filled up and made read-only. Only root can have one. */
final class SickDisk implements AutoCloseable {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path mount;

    SickDisk(Path mount) throws IOException {
        this.mount = Files.createDirectories(mount);
        run("mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "heartbeat-torture", mount.toString());
    }

    static boolean canBeHad() {
        try {
            return new ProcessBuilder("sh", "-c", "[ \"$(id -u)\" = 0 ] && unshare -m true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Not one more byte has room, also when what was being written has taken the place of what was there before. */
    void fill() throws IOException, InterruptedException {
        Path ballast = mount.resolve("ballast");
        long lastNanos = System.nanoTime();
        long size = 0;
        while (System.nanoTime() - lastNanos < QUIET_NANOS) {
            fill(ballast);
            if (Files.size(ballast) != size) {
                size = Files.size(ballast);
                lastNanos = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void fill(Path ballast) {
        for (int size = 1 << 16; size > 0; size /= 16) {
            try {
                while (true) {
                    Files.write(ballast, new byte[size], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            } catch (IOException full) {
                // less may have room still
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(mount.resolve("ballast"));
    }

    void readOnly() throws IOException {
        run("mount", "-o", "remount,ro", mount.toString());
    }

    void writable() throws IOException {
        run("mount", "-o", "remount,rw", mount.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(String.join(" ", command) + " was interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", mount.toString());
    }
}
