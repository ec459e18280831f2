package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory in which one part of Heartbeat, and no other at the same time, keeps what it must not forget. */
public final class StateDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateDirectory.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([-_][a-z0-9]+)*");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*");

    private final Path path;
    private final DirectoryLock lock;

    private StateDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be, for this user's eyes only, and locks it until closed.
     *
     * @throws IOException if that is not possible or somebody else uses the directory; the message names the path,
     *     the reason (with the process that uses it) and what to do
     */
    public static StateDirectory open(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        try {
            create(path);
            return new StateDirectory(path, DirectoryLock.take(path));
        } catch (IOException e) {
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
        Files.createDirectories(directory, Permissions.ownerOnlyDirectory(directory));
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

    /** The directory's absolute path. */
    public Path path() {
        return path;
    }

    /** One file of the directory; the name is made of lower-case letters and digits, joined by {@code -} or {@code _}. */
    public StateFile file(String name) {
        return new StateFile(path, checkedName(name), new Disk(), InstantSource.system(), lock::isHeld);
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
        return new StateFolder(path.resolve(name), new Disk(), InstantSource.system(), lock::isHeld);
    }

    /** A file to which lines are added; the name is as for {@link #file}, with a suffix. */
    public RecordFile records(String name) {
        return new RecordFile(path.resolve(name), lock::isHeld);
    }

    /** Gives up the lock. Files of the directory can no longer be written. */
    @Override
    public void close() {
        lock.close();
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
