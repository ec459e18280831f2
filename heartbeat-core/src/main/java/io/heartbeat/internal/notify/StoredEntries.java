package io.heartbeat.internal.notify;

import io.heartbeat.internal.store.StateFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what waits in a folder. What a digest tells, which a crash may have left, is removed. What is damaged is set aside for a person to
 * look at, and one notification that says so takes its place.
 */
final class StoredEntries {
    private static final Logger log = LoggerFactory.getLogger(StoredOutbox.class);

    private final String queue;
    private final StateFolder folder;
    private final List<OutboxEntry> all = new ArrayList<>();
    private final Map<String, String> damaged = new LinkedHashMap<>();

    private StoredEntries(String queue, StateFolder folder) {
        this.queue = queue;
        this.folder = folder;
    }

    /** Those of higher numbers, by their numbers. */
    static NavigableMap<Long, OutboxEntry> read(String queue, StateFolder folder, long after) throws IOException {
        StoredEntries entries = new StoredEntries(queue, folder);
        for (String name : folder.names()) {
            long sequence = OutboxEntry.sequence(name);
            if (sequence < 0) {
                folder.setAside(name, "it is no notification");
            } else if (sequence > after) {
                entries.read(name);
            }
        }
        return entries.bySequence();
    }

    private void read(String name) {
        folder.read(name, why -> damaged.put(name, why)).ifPresent(lines -> {
            try {
                all.add(OutboxEntry.parse(name, lines));
            } catch (RuntimeException e) {
                damaged.put(name, "it holds no notification (" + e.getMessage() + ")");
            }
        });
    }

    private NavigableMap<Long, OutboxEntry> bySequence() {
        NavigableMap<Long, OutboxEntry> entries = new TreeMap<>();
        List<OutboxEntry> digests = all.stream()
                .filter(entry -> entry.notification().type().equals(Digest.TYPE))
                .toList();
        for (OutboxEntry entry : all) {
            if (digests.stream().anyMatch(digest -> Digest.tells(digest, entry))) {
                removeQuietly(entry);
            } else {
                entries.put(entry.sequence(), entry);
            }
        }
        List<String> lost = damaged.keySet().stream()
                .filter(name -> digests.stream().noneMatch(digest -> Digest.tells(digest, OutboxEntry.sequence(name))))
                .toList();
        if (lost.isEmpty() || tell(Unreadable.of(queue, lost, Instant.now()), entries)) {
            damaged.forEach(folder::setAside);
        }
        return entries;
    }

    /** On record before what it tells of is out of the way, so that a crash in between makes nobody forget it; answers whether it is. */
    private boolean tell(OutboxEntry note, NavigableMap<Long, OutboxEntry> entries) {
        entries.put(note.sequence(), note);
        try {
            folder.write(note.name(), note.lines());
            folder.sync();
            return true;
        } catch (IOException e) {
            log.warn("What cannot be read stays in {} until that can be noted: {}", queue, e.getMessage());
            return false;
        }
    }

    private void removeQuietly(OutboxEntry entry) {
        try {
            folder.remove(entry.name());
        } catch (IOException e) {
            log.debug("What a digest tells stays where it is", e);
        }
    }
}
