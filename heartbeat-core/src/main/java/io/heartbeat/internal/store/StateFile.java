package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list of lines that survives crashes: written to the disk beside the current file before it takes its place, with
 * the one before kept as {@code NAME.previous}, and checked by a checksum when read. Whatever happens, a reader finds
 * what was written last or the time before. Thread-safe.
 */
public final class StateFile {
    private static final Logger log = LoggerFactory.getLogger(StateFile.class);
    /** More than a million hosts with the longest names take. */
    private static final int LARGEST_BYTES = 512 << 20;

    private final Path directory;
    private final String name;
    private final Disk disk;
    private final InstantSource clock;
    private final BooleanSupplier writable;

    StateFile(Path directory, String name, Disk disk, InstantSource clock, BooleanSupplier writable) {
        this.directory = directory;
        this.name = name;
        this.disk = disk;
        this.clock = clock;
        this.writable = writable;
    }

    /** A file that needs no lock, because nobody else writes it. */
    public static StateFile unlocked(Path directory, String name) {
        return new StateFile(
                directory, StateDirectory.checkedName(name), new Disk(), InstantSource.system(), () -> true);
    }

    /**
     * Replaces the content; once this returns, it survives a power failure.
     *
     * @throws IOException if it could not be stored, with the path, the reason and what to do; what was written before
     *     can still be read
     * @throws IllegalArgumentException if a line holds a line break or is no Unicode text
     */
    public synchronized void write(List<String> lines) throws IOException {
        byte[] content = SealedText.encode(name, lines);
        if (!writable.getAsBoolean()) {
            throw new IOException("Cannot write " + current() + ": its state directory is closed");
        }
        Path temporary = sibling(".tmp");
        try {
            disk.create(temporary, content);
            if (isIntact(current())) {
                disk.move(current(), previous());
            }
            disk.move(temporary, current());
            disk.syncDirectory(directory);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw new IOException(
                    "Cannot write " + current() + ": " + Reason.of(e)
                            + ". Make room or give this user access there, or set state-dir to another directory",
                    e);
        }
    }

    /**
     * Reads what was written last, or the time before if that is damaged or gone. A damaged file is moved aside to
     * {@code NAME.damaged-TIME} and reported in the log.
     */
    public synchronized Optional<List<String>> read() {
        return readOrSetAside(current()).or(() -> readOrSetAside(previous()));
    }

    /**
     * Reads as {@link #read} does, but touches nothing and needs no lock: for looking into the state directory of
     * another process.
     *
     * @return nothing if nothing was ever written there
     * @throws IOException if something is there that cannot be read, with the path and the reason
     */
    public static Optional<List<String>> peek(Path directory, String name) throws IOException {
        StateFile file = new StateFile(
                directory, StateDirectory.checkedName(name), new Disk(), InstantSource.system(), () -> false);
        try {
            return Optional.of(file.decoded(file.current()));
        } catch (NoSuchFileException e) {
            return file.glance(file.previous());
        } catch (IOException e) {
            return file.glanceAtPrevious(Reason.of(e), e);
        } catch (DamagedException e) {
            return file.glanceAtPrevious(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<List<String>> glanceAtPrevious(String why, Exception cause) throws IOException {
        Optional<List<String>> lines = glance(previous());
        if (lines.isEmpty()) {
            throw new IOException("Cannot read " + current() + ": " + why, cause);
        }
        return lines;
    }

    /** Moves an intact file whose content its reader cannot make sense of out of the way, as a damaged one. */
    public synchronized void setAside(String why) {
        setAside(current(), why);
    }

    private Optional<List<String>> glance(Path file) {
        try {
            return Optional.of(decoded(file));
        } catch (IOException | DamagedException e) {
            log.debug("Cannot use {}", file, e);
            return Optional.empty();
        }
    }

    private Optional<List<String>> readOrSetAside(Path file) {
        try {
            return Optional.of(decoded(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            setAside(file, Reason.of(e));
        } catch (DamagedException e) {
            setAside(file, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private List<String> decoded(Path file) throws IOException, DamagedException {
        return SealedText.decode(name, disk.read(file, LARGEST_BYTES));
    }

    /** Only an intact file may become the previous one: a damaged one would take the place of what can still be read. */
    private boolean isIntact(Path file) {
        return glance(file).isPresent();
    }

    private void setAside(Path file, String why) {
        Damage.setAside(file, name, why, disk, clock.instant());
    }

    private void deleteQuietly(Path file) {
        try {
            disk.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("Cannot delete {}", file, e);
        }
    }

    private Path current() {
        return directory.resolve(name);
    }

    private Path previous() {
        return sibling(".previous");
    }

    private Path sibling(String suffix) {
        return directory.resolve(name + suffix);
    }
}
