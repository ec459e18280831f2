package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in which one part of Heartbeat, and no other at the same time, keeps what it must not forget.
 *
 * <p>On a file system that is read-only, as one becomes whose disk fails, it can be read without a lock; each attempt to write says why
 * it fails, and takes the lock once it can be had.
 */
public final class StateDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([-_][a-z0-9]+)*");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*");

    private final Path path;
    private final Disk disk;
    /** Null as long as the file system is read-only. */
    private @Nullable DirectoryLock lock;

    private boolean closed;

    private StateDirectory(Path path, Disk disk, @Nullable DirectoryLock lock) {
        this.path = path;
        this.disk = disk;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be, for this user's eyes only, and locks it until closed.
     *
     * @throws IOException if that is not possible or somebody else uses the directory; the message names the path,
     *     the reason (with the process that uses it) and what to do
     */
    public static StateDirectory open(Path directory) throws IOException {
        return open(directory, new Disk());
    }

    /** The same by way of another disk. */
    public static StateDirectory open(Path directory, Disk disk) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        try {
            create(path, disk);
            return new StateDirectory(path, disk, DirectoryLock.take(path));
        } catch (IOException e) {
            if (isReadOnly(path)) {
                log.error(
                        "{} is on a read-only file system: what is there is read, but nothing can be written down; "
                                + "it would not survive the end of this process. Make it writable, or set state-dir",
                        path);
                return new StateDirectory(path, disk, null);
            }
            throw new IOException(
                    "Cannot keep state in " + path + ": " + Reason.of(e)
                            + ". Set state-dir to a directory that this user may write to and nobody else uses",
                    e);
        }
    }

    /**
     * Creates a directory, and what is missing above it, for this user's eyes only. One that is there stays as it is: if others can write to
     * it, the log says so.
     */
    public static void create(Path directory) throws IOException {
        create(directory, new Disk());
    }

    private static void create(Path directory, Disk disk) throws IOException {
        disk.createDirectories(directory);
        if (Permissions.othersCanWrite(directory)) {
            log.warn(
                    "Others can write to the state directory {}, and so make Heartbeat believe anything: chmod 700 it",
                    directory);
        }
    }

    /**
     * Where state is kept if nothing else is set: {@code $XDG_STATE_HOME/heartbeat} or
     * {@code ~/.local/state/heartbeat}; {@code ~/Library/Application Support/heartbeat} on macOS;
     * {@code %LOCALAPPDATA%\heartbeat} on Windows.
     */
    public static Path defaultPath() {
        return defaultPath(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", "."));
    }

    static Path defaultPath(String osName, Map<String, String> environment, String userHome) {
        String os = osName.toLowerCase(Locale.ROOT);
        Path home = Path.of(userHome);
        if (os.startsWith("mac")) {
            return home.resolve("Library/Application Support/heartbeat");
        }
        boolean windows = os.startsWith("windows");
        String base = environment.get(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME");
        Path fallback = home.resolve(windows ? "AppData/Local" : ".local/state");
        return (isUsable(base, windows) ? Path.of(base) : fallback).resolve("heartbeat");
    }

    private static boolean isReadOnly(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /** Without the lock it is up to the file system to refuse; with it, nothing is written after the end. */
    private synchronized boolean isWritable() {
        if (!closed && lock == null && !isReadOnly(path)) {
            try {
                disk.createDirectories(path);
                lock = DirectoryLock.take(path);
                log.info("{} can be written again", path);
            } catch (IOException e) {
                log.debug("Cannot lock {}", path, e);
                return isReadOnly(path);
            }
        }
        return !closed;
    }

    /** Whether a process uses the directory, as far as can be told without disturbing it. */
    public static boolean isInUse(Path directory) {
        return DirectoryLock.isTaken(directory);
    }

    /** Makes the directory and what is in it belong to the owner of another file, if this user may. */
    public void giveToOwnerOf(Path file) {
        try (Stream<Path> files = Files.list(path)) {
            UserPrincipal owner = Files.getOwner(file);
            for (Path each : Stream.concat(Stream.of(path), files).toList()) {
                Files.setOwner(each, owner);
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("{} remains this user's", path, e);
        }
    }

    /** The directory's absolute path. */
    public Path path() {
        return path;
    }

    /** One file of the directory; the name is made of lower-case letters and digits, joined by {@code -} or {@code _}. */
    public StateFile file(String name) {
        return new StateFile(path, checkedName(name), disk, InstantSource.system(), this::isWritable);
    }

    /**
     * A folder of the directory, with one file per entry; created when something is written to it.
     *
     * @param name letters, digits, dots and dashes, in one or more parts joined by {@code /}
     */
    public StateFolder folder(String name) {
        if (!FOLDER.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a folder of state files");
        }
        return new StateFolder(path.resolve(name), disk, InstantSource.system(), this::isWritable);
    }

    /** A file to which lines are added; the name is as for {@link #file}, with a suffix. */
    public RecordFile records(String name) {
        return new RecordFile(path.resolve(name), this::isWritable);
    }

    /** Gives up the lock. Files of the directory can no longer be written. */
    @Override
    public synchronized void close() {
        closed = true;
        if (lock != null) {
            lock.close();
        }
    }

    static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a state file");
        }
        return name;
    }

    /** The XDG specification says to ignore relative paths. */
    private static boolean isUsable(@Nullable String base, boolean windows) {
        return base != null && !base.isEmpty() && (windows || base.startsWith("/"));
    }
}
