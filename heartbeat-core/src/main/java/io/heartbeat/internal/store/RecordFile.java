package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file for people, to which lines are added; what came before the last 256 KiB is kept once, as {@code NAME.previous}.
 * Nothing depends on it, so what cannot be written is left out. Thread-safe.
 */
public final class RecordFile {
    private static final Logger log = LoggerFactory.getLogger(RecordFile.class);
    private static final int LARGEST_BYTES = 256 << 10;

    private final Path path;
    private final BooleanSupplier writable;
    /** Whether others are known to be kept out of it. */
    private boolean mine;

    /** Whether the last line may be half a line. */
    private boolean torn;

    RecordFile(Path path, BooleanSupplier writable) {
        this.path = path;
        this.writable = writable;
    }

    /** Adds a line. */
    public synchronized void add(String line) {
        if (!writable.getAsBoolean()) {
            return;
        }
        try {
            if (Files.exists(path) && Files.size(path) >= LARGEST_BYTES) {
                Path previous = path.resolveSibling(path.getFileName() + ".previous");
                Files.move(path, previous, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!mine && Files.exists(path)) {
                Permissions.keepOthersOut(path);
            }
            mine = true;
            try (FileChannel channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    Permissions.ownerOnlyFile(path))) {
                ByteBuffer rest = ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
                torn = true;
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                torn = false;
            }
        } catch (IOException e) {
            log.debug("Cannot add to {}", path, e);
        }
    }
}
