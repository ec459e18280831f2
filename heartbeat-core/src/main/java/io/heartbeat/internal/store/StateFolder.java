package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with one small text file per entry, each written whole or not at all and checked by a checksum when read. The entries
 * are in the order of their names. Thread-safe, as long as no two threads deal with the same entry.
 */
public final class StateFolder {
    private static final Logger log = LoggerFactory.getLogger(StateFolder.class);
    private static final String SUFFIX = ".txt";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int LARGEST_BYTES = 1 << 20;

    private final Path path;
    private final Disk disk;
    private final InstantSource clock;
    private final BooleanSupplier writable;
    private volatile boolean changed;

    StateFolder(Path path, Disk disk, InstantSource clock, BooleanSupplier writable) {
        this.path = path;
        this.disk = disk;
        this.clock = clock;
        this.writable = writable;
    }

    /** How many entries a folder holds, for looking into one that need not exist, without a lock. */
    public static int count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return Math.toIntExact(
                    files.filter(file -> file.toString().endsWith(SUFFIX)).count());
        } catch (IOException notThere) {
            return 0;
        }
    }

    /**
     * All entries that can be read, by their names, in order; touches nothing and needs no lock: for looking into the folder of another
     * process.
     */
    public static NavigableMap<String, List<String>> peek(Path folder) {
        NavigableMap<String, List<String>> entries = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                try {
                    entries.put(
                            name.substring(0, name.length() - SUFFIX.length()),
                            SealedText.decode(folder.getFileName().toString(), new Disk().read(file, LARGEST_BYTES)));
                } catch (IOException | DamagedException e) {
                    log.debug("Cannot use {}", file, e);
                }
            }
        } catch (IOException notThere) {
            log.debug("Nothing is in {}", folder);
        }
        return entries;
    }

    /** The names of all entries, sorted. Removes what a crash left half written, and moves aside what is no entry. */
    public List<String> names() throws IOException {
        if (!disk.exists(path)) {
            return List.of();
        }
        return disk.list(path).stream()
                .filter(this::isEntry)
                .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                .sorted()
                .toList();
    }

    private boolean isEntry(String file) {
        if (file.endsWith(SUFFIX) && NAME.matcher(file).matches()) {
            return true;
        }
        if (file.endsWith(TEMPORARY)) {
            deleteQuietly(path.resolve(file));
        } else if (!Damage.wasSetAside(file)) {
            setAside(path.resolve(file), "it does not belong here");
        }
        return false;
    }

    /**
     * The lines of an entry.
     *
     * @param damaged is told why there are none if the entry is there, but is not what was written: it is left where it is
     */
    public Optional<List<String>> read(String name, Consumer<String> damaged) {
        try {
            return Optional.of(SealedText.decode(path.getFileName().toString(), disk.read(file(name), LARGEST_BYTES)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            damaged.accept(Reason.of(e));
        } catch (DamagedException e) {
            damaged.accept(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Moves aside an entry that is damaged, or that its reader can make no sense of, which the log tells. */
    public void setAside(String name, String why) {
        setAside(file(name), why);
    }

    /**
     * Writes an entry; it survives a power failure once {@link #sync} has returned too.
     *
     * @throws IOException if it cannot be stored, with the path, the reason and what to do
     * @throws IllegalArgumentException if a line holds a line break or is no Unicode text
     */
    public void write(String name, List<String> lines) throws IOException {
        byte[] content = SealedText.encode(path.getFileName().toString(), lines);
        Path temporary = path.resolve(name + TEMPORARY);
        try {
            create();
            disk.create(temporary, content);
            disk.move(temporary, file(name));
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw failure("write", name, e);
        }
        changed = true;
    }

    /** Removes an entry, if it is there. */
    public void remove(String name) throws IOException {
        try {
            checkWritable();
            disk.deleteIfExists(file(name));
        } catch (IOException e) {
            throw failure("remove", name, e);
        }
        changed = true;
    }

    /** Moves an entry to another folder. */
    public void move(String name, StateFolder to) throws IOException {
        try {
            to.create();
            disk.move(file(name), to.file(name));
        } catch (IOException e) {
            throw failure("move", name, e);
        }
        changed = true;
        to.changed = true;
    }

    /**
     * Makes all that was written, removed and moved so far durable, where a directory can be synced.
     *
     * @throws IOException if the disk fails
     */
    public void sync() throws IOException {
        if (!changed) {
            return;
        }
        changed = false;
        try {
            disk.syncDirectory(path);
        } catch (IOException e) {
            changed = true;
            throw new IOException("Cannot sync " + path + ": " + Reason.of(e), e);
        }
    }

    private void create() throws IOException {
        checkWritable();
        if (!disk.exists(path)) {
            disk.createDirectories(path);
        }
    }

    private void checkWritable() throws IOException {
        if (!writable.getAsBoolean()) {
            throw new IOException("its state directory is closed");
        }
    }

    private void setAside(Path file, String why) {
        Damage.setAside(file, file.getFileName().toString(), why, disk, clock.instant());
    }

    private void deleteQuietly(Path file) {
        try {
            disk.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("Cannot delete {}", file, e);
        }
    }

    private IOException failure(String what, String name, IOException e) {
        return new IOException(
                "Cannot " + what + " " + file(name) + ": " + Reason.of(e)
                        + ". Make room or give this user access there, or set state-dir to another directory",
                e);
    }

    private Path file(String name) {
        return path.resolve(name + SUFFIX);
    }
}
