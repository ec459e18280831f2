package io.heartbeat.internal.hardware;

import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.internal.time.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hardware watch keeps on disk, held under lock. A disk that hangs, maybe the very one that is sick, holds nobody up for long. */
public final class HardwareState implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HardwareState.class);
    private static final String FILE = "hardware";
    private static final long PATIENCE_MILLIS = 5_000;

    private final StateDirectory directory;
    private final StateFile file;
    private final List<String> remembered;
    private @Nullable Thread writing;
    private boolean failing;

    private HardwareState(StateDirectory directory) {
        this.directory = directory;
        file = directory.file(FILE);
        remembered = recall(file);
    }

    /**
     * Takes the directory and reads what is there.
     *
     * @throws IOException if it is not writable or another hardware watch has it; the message says what to do
     */
    public static HardwareState open(Path path) throws IOException {
        StateDirectory directory = StateDirectory.open(path);
        try {
            return new HardwareState(directory);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static List<String> recall(StateFile file) {
        try {
            List<String> lines = file.read().orElseGet(List::of);
            if (!lines.isEmpty()) {
                HardwareMemory.parse(lines);
            }
            return lines;
        } catch (IllegalArgumentException e) {
            file.setAside(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** What was written in an earlier run. */
    public List<String> remembered() {
        return remembered;
    }

    /** Writes down what is known. False if that did not succeed within five seconds. */
    boolean write(List<String> lines) {
        if (writing != null && writing.isAlive()) {
            return false;
        }
        AtomicBoolean written = new AtomicBoolean();
        Thread writer = Threads.start("hardware-state", () -> written.set(isWritten(lines)));
        writing = writer;
        Threads.join(writer, PATIENCE_MILLIS);
        if (writer.isAlive()) {
            log.error("The state of the hardware is still not written: the disk of {} hangs", directory.path());
        }
        return written.get();
    }

    private synchronized boolean isWritten(List<String> lines) {
        try {
            file.write(lines);
            if (failing) {
                log.info("The state of the hardware can be written again");
            }
            failing = false;
        } catch (IOException | RuntimeException | Error e) {
            if (!failing) {
                log.error("The state of the hardware cannot be written; trying again", e);
            }
            failing = true;
        }
        return !failing;
    }

    /** Gives the directory up. */
    @Override
    public void close() {
        directory.close();
    }
}
