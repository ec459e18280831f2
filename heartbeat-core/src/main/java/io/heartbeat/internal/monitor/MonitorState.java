package io.heartbeat.internal.monitor;

import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one monitor keeps on disk, held under lock: the hosts of earlier runs, and the writer for those of this one. */
public final class MonitorState implements AutoCloseable {
    private static final String FILE = "hosts";

    /** Makes sure that what must be on disk before a table is there. */
    @FunctionalInterface
    public interface Gate {
        void pass() throws IOException;
    }

    private final StateDirectory directory;
    private final StateFile file;
    private final List<RememberedHost> remembered;
    private @Nullable StateWriter<List<RememberedHost>> writer;

    private MonitorState(StateDirectory directory, StateFile file, List<RememberedHost> remembered) {
        this.directory = directory;
        this.file = file;
        this.remembered = remembered;
    }

    /**
     * Takes the directory and reads what is there.
     *
     * @throws IOException if it is not writable or another monitor has it; the message says what to do
     */
    public static MonitorState open(Path path) throws IOException {
        StateDirectory directory = StateDirectory.open(path);
        try {
            StateFile file = directory.file(FILE);
            return new MonitorState(directory, file, recall(file));
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static List<RememberedHost> recall(StateFile file) {
        try {
            return file.read().map(HostMemory::parse).orElseGet(List::of);
        } catch (IllegalArgumentException e) {
            file.setAside(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /**
     * What a monitor has written in this directory; takes no lock and changes nothing.
     *
     * @throws IOException if something is there that cannot be read
     * @throws IllegalArgumentException if it is of another version
     */
    public static List<RememberedHost> peek(Path path) throws IOException {
        return StateFile.peek(path, FILE).map(HostMemory::parse).orElseGet(List::of);
    }

    /** The hosts of earlier runs. */
    public List<RememberedHost> remembered() {
        return remembered;
    }

    /** Starts to write the tables of this run, each once the gate lets it pass. Call once. */
    public StateWriter<List<RememberedHost>> startWriter(Gate gate) {
        writer = new StateWriter<>(hosts -> {
            gate.pass();
            file.write(HostMemory.lines(hosts));
        });
        return writer;
    }

    /** Writes what waits, and gives the directory up. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        directory.close();
    }
}
