package io.heartbeat.internal.notify;

import io.heartbeat.internal.store.Disk;
import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.internal.store.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outbox in a directory: {@code waiting/QUEUE/} and {@code set-aside/QUEUE/} with one file per notification, {@code ledger}, and
 * {@code deliveries.log}.
 *
 * <p>Entries are on disk before the ledger says so. What a crash left between the two is completed when the outbox is opened: an
 * entry newer than the ledger was in nobody's hands yet, so it is put into every queue, and entered.
 */
class StoredOutbox extends Outbox {
    private static final Logger log = LoggerFactory.getLogger(StoredOutbox.class);
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final String WAITING = "waiting";
    private static final String SET_ASIDE = "set-aside";

    private final StateDirectory directory;
    private final StateFile ledgerFile;
    private final Map<String, StateFolder> folders = new HashMap<>();
    private final Map<String, NavigableMap<Long, OutboxEntry>> found = new HashMap<>();
    private final Ledger ledger;

    /** @throws IOException if the directory cannot be used; the message says what to do */
    StoredOutbox(Path path, Collection<String> queues) throws IOException {
        this(path, queues, new Disk());
    }

    StoredOutbox(Path path, Collection<String> queues, Disk disk) throws IOException {
        directory = StateDirectory.open(path, disk);
        try {
            ledgerFile = directory.file("ledger");
            Ledger known = readLedger();
            ledger = known == null ? new Ledger() : known;
            for (String queue : queues) {
                folders.put(queue, directory.folder(WAITING + "/" + queue));
                found.put(queue, entries(folder(queue), 0));
            }
            warnOfAbandoned(path, queues);
            catchUp(newer(abandonedQueues(path, queues)), known != null);
        } catch (IOException | RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /** Tells of what waits for notifiers that are not there any more; takes no lock. */
    static void warnOfAbandoned(Path path, Collection<String> queues) {
        for (String queue : abandonedQueues(path, queues)) {
            int waiting = StateFolder.count(path.resolve(WAITING).resolve(queue));
            if (waiting > 0) {
                log.warn(
                        "{} notifications wait in {} for notifier {}, which is not active; activate it, or delete the folder",
                        waiting,
                        path.resolve(WAITING).resolve(queue),
                        queue);
            }
        }
    }

    private static List<String> abandonedQueues(Path path, Collection<String> queues) {
        try (Stream<Path> folders = Files.list(path.resolve(WAITING))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(queue ->
                            !queues.contains(queue) && QUEUE.matcher(queue).matches())
                    .sorted()
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private @Nullable Ledger readLedger() {
        Optional<List<String>> lines = ledgerFile.read();
        if (lines.isEmpty()) {
            return null;
        }
        try {
            return Ledger.parse(lines.get());
        } catch (RuntimeException e) {
            ledgerFile.setAside("it holds no ledger (" + e.getMessage() + ")");
            return null;
        }
    }

    private static NavigableMap<Long, OutboxEntry> entries(StateFolder folder, long after) throws IOException {
        NavigableMap<Long, OutboxEntry> entries = new TreeMap<>();
        for (String name : folder.names()) {
            long sequence = OutboxEntry.sequence(name);
            if (sequence < 0) {
                folder.setAside(name, "it is no notification");
            } else if (sequence > after) {
                folder.read(name).ifPresent(lines -> {
                    try {
                        entries.put(sequence, OutboxEntry.parse(name, lines));
                    } catch (RuntimeException e) {
                        folder.setAside(name, "it holds no notification (" + e.getMessage() + ")");
                    }
                });
            }
        }
        return entries;
    }

    private NavigableMap<Long, OutboxEntry> newer(List<String> abandonedQueues) throws IOException {
        NavigableMap<Long, OutboxEntry> newer = new TreeMap<>();
        for (String queue : abandonedQueues) {
            newer.putAll(entries(directory.folder(WAITING + "/" + queue), ledger.sequence()));
        }
        found.values().forEach(entries -> newer.putAll(entries.tailMap(ledger.sequence(), false)));
        return newer;
    }

    /** What cannot be written now is delivered all the same, and the ledger is written as soon as it can be. */
    private void catchUp(NavigableMap<Long, OutboxEntry> newer, boolean complete) {
        try {
            complete(newer, complete);
            ledgerFile.write(ledger.lines());
        } catch (IOException e) {
            log.debug("Cannot store what an earlier run has left", e);
            ledger.mustBeWritten();
        }
    }

    /** Without a ledger nobody knows which queues have got an entry, and got rid of it, already. */
    private void complete(NavigableMap<Long, OutboxEntry> newer, boolean complete) throws IOException {
        Map<StateFolder, List<OutboxEntry>> missing = new LinkedHashMap<>();
        for (OutboxEntry entry : newer.values()) {
            ledger.enter(entry);
            found.forEach((queue, entries) -> {
                if (complete && entries.putIfAbsent(entry.sequence(), entry) == null) {
                    missing.computeIfAbsent(folder(queue), any -> new ArrayList<>())
                            .add(entry);
                }
            });
        }
        for (Map.Entry<StateFolder, List<OutboxEntry>> folder : missing.entrySet()) {
            for (OutboxEntry entry : folder.getValue()) {
                folder.getKey().write(entry.name(), entry.lines());
            }
        }
        sync();
    }

    private void sync() throws IOException {
        for (StateFolder folder : folders.values()) {
            folder.sync();
        }
    }

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    List<OutboxEntry> waiting(String queue) {
        NavigableMap<Long, OutboxEntry> entries = found.remove(queue);
        return entries == null ? List.of() : new ArrayList<>(entries.values());
    }

    @Override
    void keep(String queue, OutboxEntry entry) throws IOException {
        folder(queue).write(entry.name(), entry.lines());
    }

    @Override
    void commit(Ledger told) throws IOException {
        sync();
        ledgerFile.write(told.lines());
    }

    @Override
    void remove(String queue, OutboxEntry entry) throws IOException {
        folder(queue).remove(entry.name());
    }

    @Override
    void setAside(String queue, OutboxEntry entry) throws IOException {
        folder(queue).move(entry.name(), directory.folder(SET_ASIDE + "/" + queue));
    }

    @Override
    void record(String line) {
        directory.records("deliveries.log").add(line);
    }

    private StateFolder folder(String queue) {
        StateFolder folder = folders.get(queue);
        if (folder == null) {
            throw new IllegalArgumentException("no queue is named " + queue);
        }
        return folder;
    }

    @Override
    public void close() {
        directory.close();
    }
}
