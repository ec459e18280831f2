package io.heartbeat.examples.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A disk that fails on demand: a stand-in for smartctl, which replays what the real one said of a healthy disk and of a failing one. Needs
 * a system with {@code sh}.
 */
public final class ReplayedDisk {
    private final Path directory;

    /** A healthy disk, whose smartctl is in this directory. */
    public ReplayedDisk(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.writeString(smartctl(), """
                    #!/bin/sh
                    case "$*" in
                        *--scan*) exec cat '%1$s/scan.json' ;;
                        *) exec cat '%1$s/disk.json' ;;
                    esac
                    """.formatted(directory.toAbsolutePath()));
            Files.setPosixFilePermissions(smartctl(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a stand-in for smartctl in " + directory + ": " + e, e);
        }
        replay("scan.json", "scan.json");
        isHealthy();
    }

    /** A healthy disk, whose smartctl is in this directory, unless this system cannot run such a stand-in. */
    static Optional<ReplayedDisk> ifPossible(Path directory) throws InterruptedException {
        try {
            ReplayedDisk disk = new ReplayedDisk(directory);
            Process scan = new ProcessBuilder(disk.smartctl().toString(), "--scan")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return scan.waitFor() == 0 ? Optional.of(disk) : Optional.empty();
        } catch (UnsupportedOperationException | IOException noSuchSystem) {
            return Optional.empty();
        }
    }

    /** What to set as {@code hardware.smart.smartctl}. */
    public Path smartctl() {
        return directory.resolve("smartctl");
    }

    /** From now on nothing is wrong with it. */
    public void isHealthy() {
        replay("healthy.json", "disk.json");
    }

    /** From now on 648 of its sectors cannot be read, and 1208 have been replaced. */
    public void isFailing() {
        replay("failing.json", "disk.json");
    }

    private void replay(String recording, String name) {
        try (InputStream answer = requireNonNull(ReplayedDisk.class.getResourceAsStream(recording), recording)) {
            Path half = directory.resolve("half");
            Files.copy(answer, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
