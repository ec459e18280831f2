package io.heartbeat.internal.sender;

import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the number of the last session on disk, so that sessions rise even on a machine whose clock runs backwards. A help and
 * not a need: if the disk fails, the clock alone must do.
 */
public final class StoredEpochs implements Epochs {
    private static final Logger log = LoggerFactory.getLogger(StoredEpochs.class);

    private final Path directory;
    private final StateFile file;
    private long last;

    /** Reads the last number; the file is named after the host. */
    public StoredEpochs(Path directory, String host) {
        this.directory = directory;
        file = StateFile.unlocked(directory, "session-" + Integer.toHexString(host.hashCode()));
        last = file.read().map(StoredEpochs::parse).orElse(0L);
    }

    private static long parse(List<String> lines) {
        try {
            return Math.max(0, Long.parseLong(lines.get(0)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            log.warn("The last session number cannot be read ({}); the clock alone decides", e.toString());
            return 0;
        }
    }

    @Override
    public long next(long wallMillis) {
        last = Math.max(last + 1, wallMillis);
        try {
            StateDirectory.create(directory);
            file.write(List.of(Long.toString(last)));
        } catch (IOException e) {
            log.warn("The session number cannot be kept ({}); the clock alone decides", e.getMessage());
        }
        return last;
    }
}
