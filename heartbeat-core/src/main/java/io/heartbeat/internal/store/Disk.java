package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few steps a state file is made of, each of which may fail; replaceable, so that each failure can be tried. */
public class Disk {
    private static final Logger log = LoggerFactory.getLogger(Disk.class);

    /** Whether a directory could be synced before. */
    private volatile boolean syncsDirectories;

    /** Whether anything of that name is there. */
    protected boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads a whole file, refusing one that is absurdly large. */
    protected byte[] read(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > limit) {
                throw new IOException("it is larger than " + (limit >> 20) + " MiB");
            }
        }
        return Files.readAllBytes(file);
    }

    /** Creates a private file, replacing one that is in the way, and returns once its content is on the disk. */
    protected void create(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Permissions.ownerOnlyFile(file))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Renames within a directory, replacing the target in one step where the file system can. */
    protected void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    protected void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Creates a private directory, and those above it that are missing, durably. */
    protected void createDirectories(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return;
        }
        if (!Files.isDirectory(parent)) {
            createDirectories(parent);
        }
        Files.createDirectories(directory, Permissions.ownerOnlyDirectory(directory));
        syncDirectory(parent);
    }

    /** The names of the files in a directory. */
    protected List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /**
     * Makes what was created, renamed and deleted in a directory durable, on systems where a directory can be synced: where it never
     * could be, that is no failure.
     */
    protected final void syncDirectory(Path directory) throws IOException {
        try {
            forceDirectory(directory);
            syncsDirectories = true;
        } catch (IOException e) {
            if (syncsDirectories) {
                throw e;
            }
            log.debug("Cannot sync {}", directory, e);
        }
    }

    protected void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
