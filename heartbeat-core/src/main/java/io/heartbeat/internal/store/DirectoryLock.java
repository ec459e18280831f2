package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a state directory: had by one owner at a time, and given up by the system itself when the process
 * dies. The lock file names the owner's process and stays, empty, when the lock is free: deleting it would let two
 * processes lock two files of one name.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "monitor.lock";

    private static final Logger log = LoggerFactory.getLogger(DirectoryLock.class);

    /**
     * The directories in use by this process. The system alone cannot tell: its locks belong to the process, and
     * closing any channel on a file gives up all of them.
     */
    private static final Set<Object> USED_HERE = ConcurrentHashMap.newKeySet();

    /** Well behind the process id, which others could not read on Windows if it were locked. */
    private static final long LOCKED_BYTE = 1 << 20;

    private static final int LONGEST_PID = 20;

    private final Object key;
    private final FileChannel channel;
    private volatile boolean held = true;

    private DirectoryLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** @throws IOException if the directory cannot be locked, or is in use: the reason names the process */
    static DirectoryLock take(Path directory) throws IOException {
        Object key = key(directory);
        if (!USED_HERE.add(key)) {
            throw inUse(
                    directory, "this very process, " + ProcessHandle.current().pid() + ",");
        }
        try {
            return new DirectoryLock(key, lockedChannel(directory));
        } catch (IOException | RuntimeException e) {
            USED_HERE.remove(key);
            throw e;
        }
    }

    /** Whether the process that the lock file names is there; that of a process that was killed may name another by now. */
    static boolean isTaken(Path directory) {
        try {
            String pid = Files.readString(directory.resolve(FILE), StandardCharsets.US_ASCII)
                    .strip();
            return !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    boolean isHeld() {
        return held;
    }

    @Override
    public synchronized void close() {
        if (!held) {
            return;
        }
        held = false;
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            log.debug("Cannot empty the lock file", e);
        } finally {
            USED_HERE.remove(key);
        }
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                Permissions.ownerOnlyFile(file));
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(directory, "process " + holder(channel));
            }
            nameHolder(channel);
            return channel;
        } catch (OverlappingFileLockException e) {
            // Held through another class loader: the channel stays open, as closing it would give up that lock.
            throw inUse(
                    directory, "this very process, " + ProcessHandle.current().pid() + ",");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** For people only; on a full disk there may be no room even for that. */
    private static void nameHolder(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            log.debug("Cannot write into the lock file", e);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String pid = StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    private static IOException inUse(Path directory, String user) {
        return new FileSystemException(directory.toString(), null, user + " is using it");
    }

    private static Object key(Path directory) throws IOException {
        Object inode =
                Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return inode == null ? directory.toRealPath() : inode;
    }
}
