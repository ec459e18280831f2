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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outbox in a directory: {@code waiting/QUEUE/} and {@code undelivered/QUEUE/} with one file per notification, {@code ledger},
 * {@code troubles/QUEUE}, {@code deliveries.log}, and {@code instructions}, which is written by others.
 *
 * <p>Entries are on disk before the ledger says so. What a crash left between the two is completed when the outbox is opened: an
 * entry newer than the ledger was in nobody's hands yet, so it is put into every queue where it is wanted, and entered.
 */
class StoredOutbox extends Outbox {
    private static final Logger log = LoggerFactory.getLogger(StoredOutbox.class);
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    static final String WAITING = "waiting";
    static final String UNDELIVERED = "undelivered";
    static final String TROUBLES = "troubles";
    static final String LEDGER = "ledger";
    static final String INSTRUCTIONS = "instructions";

    private record Missing(String queue, OutboxEntry entry) {}

    private final Map<String, Wishes> wishes;
    private final StateDirectory directory;
    private final StateFile ledgerFile;
    private final Map<String, StateFolder> folders = new HashMap<>();
    private final Map<String, NavigableMap<Long, OutboxEntry>> found = new HashMap<>();
    private final Ledger ledger;
    private Instructions instructions = Instructions.NONE;

    /**
     * Opens it.
     *
     * @param wishes what is wanted in each queue
     * @throws IOException if the directory cannot be used; the message says what to do
     */
    StoredOutbox(Path path, Map<String, Wishes> wishes) throws IOException {
        this(path, wishes, new Disk());
    }

    StoredOutbox(Path path, Map<String, Wishes> wishes, Disk disk) throws IOException {
        Set<String> queues = wishes.keySet();
        this.wishes = wishes;
        directory = StateDirectory.open(path, disk);
        try {
            ledgerFile = directory.file(LEDGER);
            boolean anything = Files.isDirectory(path.resolve(WAITING));
            Ledger known = readLedger();
            ledger = known == null ? new Ledger() : known;
            for (String queue : queues) {
                folders.put(queue, directory.folder(WAITING + "/" + queue));
                found.put(queue, StoredEntries.read(queue, folder(queue), 0));
            }
            warnOfAbandoned(path, queues);
            catchUp(newer(abandonedQueues(path, queues)), known != null);
            if (known == null && anything) {
                ledger.lost();
            }
            queues.forEach(queue -> trouble(queue, ""));
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

    private Map<String, NavigableMap<Long, OutboxEntry>> newer(List<String> abandonedQueues) throws IOException {
        long last = ledger.sequence();
        Map<String, NavigableMap<Long, OutboxEntry>> newer = new TreeMap<>();
        for (String queue : abandonedQueues) {
            newer.put(queue, StoredEntries.read(queue, directory.folder(WAITING + "/" + queue), last));
        }
        found.forEach((queue, entries) -> newer.put(queue, new TreeMap<>(entries.tailMap(last, false))));
        return newer;
    }

    /** What cannot be written now is delivered all the same, and the ledger is written as soon as it can be. */
    private void catchUp(Map<String, NavigableMap<Long, OutboxEntry>> newer, boolean complete) {
        newer.forEach((queue, entries) -> entries.values().forEach(ledger.book(queue)::enter));
        NavigableMap<Long, OutboxEntry> inOrder = new TreeMap<>();
        newer.values().forEach(inOrder::putAll);
        inOrder.values().forEach(ledger::enterLeft);
        try {
            // Without a ledger nobody knows which queues have got an entry, and got rid of it, already.
            for (Missing missing : complete ? missing(newer, inOrder.values()) : List.<Missing>of()) {
                keep(missing.queue, missing.entry);
            }
            commit(ledger);
        } catch (IOException e) {
            log.debug("Cannot store what an earlier run has left", e);
            ledger.mustBeWritten();
        }
    }

    /** What is put where it is not, but wanted. */
    private List<Missing> missing(Map<String, NavigableMap<Long, OutboxEntry>> newer, Collection<OutboxEntry> inOrder) {
        List<Missing> missing = new ArrayList<>();
        found.forEach((queue, entries) -> {
            Set<String> there = newer.getOrDefault(queue, entries).values().stream()
                    .flatMap(entry -> entry.ids().stream())
                    .collect(Collectors.toSet());
            for (OutboxEntry entry : inOrder) {
                if (entry.isNews() && !there.contains(entry.notification().id()) && isWanted(queue, entry)) {
                    entries.put(entry.sequence(), entry);
                    ledger.book(queue).enter(entry);
                    missing.add(new Missing(queue, entry));
                }
            }
        });
        return missing;
    }

    private boolean isWanted(String queue, OutboxEntry entry) {
        return Wishes.ends(entry.notification().type())
                ? ledger.book(queue).told().containsKey(entry.subject())
                : wishes.getOrDefault(queue, Wishes.EVERYTHING).wants(entry.notification());
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
        for (StateFolder folder : folders.values()) {
            folder.sync();
        }
        List<String> lines = told.lines();
        // Twice, so that either copy may be damaged: what only the newest knew may be delivered, or in a digest, and
        // nowhere else.
        ledgerFile.write(lines);
        ledgerFile.write(lines);
    }

    @Override
    void remove(String queue, OutboxEntry entry) throws IOException {
        folder(queue).remove(entry.name());
    }

    @Override
    void setAside(String queue, OutboxEntry entry) throws IOException {
        folder(queue).move(entry.name(), directory.folder(UNDELIVERED + "/" + queue));
    }

    @Override
    void replace(String queue, List<OutboxEntry> several, OutboxEntry one) throws IOException {
        StateFolder folder = folder(queue);
        folder.write(one.name(), one.lines());
        folder.sync();
        for (OutboxEntry entry : several) {
            folder.remove(entry.name());
        }
    }

    @Override
    void trouble(String queue, String why) {
        StateFolder troubles = directory.folder(TROUBLES);
        try {
            if (why.isEmpty()) {
                troubles.remove(queue);
            } else {
                troubles.write(queue, List.of(why));
            }
        } catch (IOException e) {
            log.debug("The trouble of {} cannot be noted", queue, e);
        }
    }

    @Override
    Instructions instructions() {
        try {
            instructions = OutboxView.instructions(directory.path());
        } catch (IOException | RuntimeException e) {
            log.debug("The instructions are as they were", e);
        }
        return instructions;
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
