package io.heartbeat.internal.notify;

import io.heartbeat.internal.store.StateDirectory;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.internal.store.StateFolder;
import io.heartbeat.spi.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The outbox of another process, as it is on disk: looks, touches nothing, and leaves instructions.
 *
 * @param path its directory
 */
public record OutboxView(Path path) {

    /** A notification that waits, or waited in vain. */
    public record Item(String queue, long queuedMillis, Notification notification) {}

    /** Whether there is one. */
    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** Whether a process uses it. */
    public boolean inUse() {
        return StateDirectory.isInUse(path);
    }

    /** What waits to be delivered. */
    public List<Item> waiting() {
        return items(StoredOutbox.WAITING);
    }

    /** What was given up. */
    public List<Item> undelivered() {
        return items(StoredOutbox.UNDELIVERED);
    }

    /** Why nothing goes out, by queue; one of which nothing is known to be in the way is left out. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new HashMap<>();
        StateFolder.peek(path.resolve(StoredOutbox.TROUBLES))
                .forEach((queue, lines) -> troubles.put(queue, String.join(" ", lines)));
        return troubles;
    }

    private List<Item> items(String folder) {
        List<Item> items = new ArrayList<>();
        for (Path queue : folders(path.resolve(folder))) {
            StateFolder.peek(queue).forEach((name, lines) -> {
                try {
                    OutboxEntry entry = OutboxEntry.parse(name, lines);
                    items.add(new Item(queue.getFileName().toString(), entry.queuedMillis(), entry.notification()));
                } catch (RuntimeException noNotification) {
                    // its owner deals with it
                }
            });
        }
        return items;
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /** What is wrong, the oldest first. */
    public List<Problem> problems() {
        return read(() -> StateFile.peek(path, StoredOutbox.LEDGER)
                .map(lines -> Ledger.parse(lines).problems())
                .orElse(List.of()));
    }

    /** Whether somebody knows of it already. */
    public boolean acknowledges(Problem problem) {
        return instructions().acknowledge(problem);
    }

    /** Whether a silence covers its host. */
    public boolean silences(Problem problem, Instant now) {
        return instructions().silence(problem.notification().host(), now.toEpochMilli());
    }

    /** The silences that are not over by then. */
    public List<Silence> silences(Instant now) {
        return instructions().silences().stream()
                .filter(silence -> silence.until().isAfter(now))
                .toList();
    }

    /** Adds a silence, and forgets those that are over. */
    public Silence add(HostPattern hosts, Instant from, Instant until, String reason) {
        String id = String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
        Silence added = new Silence(id, hosts, from, until, Wording.plain(reason));
        instruct(before -> new Instructions(
                Stream.concat(silences(Instant.now()).stream(), Stream.of(added))
                        .toList(),
                before.acknowledged()));
        return added;
    }

    /** Ends silences; answers which. */
    public List<Silence> end(Predicate<Silence> which) {
        List<Silence> ended = silences(Instant.now()).stream().filter(which).toList();
        if (!ended.isEmpty()) {
            instruct(before -> new Instructions(
                    before.silences().stream()
                            .filter(silence -> !ended.contains(silence))
                            .toList(),
                    before.acknowledged()));
        }
        return ended;
    }

    /** Acknowledges what is wrong with hosts, and forgets what was acknowledged and is over. */
    public void acknowledge(HostPattern hosts) {
        Map<String, Long> known = new HashMap<>();
        for (Problem problem : problems()) {
            if (hosts.matches(problem.notification().host()) || acknowledges(problem)) {
                known.put(problem.subject(), problem.sequence());
            }
        }
        instruct(before -> new Instructions(before.silences(), known));
    }

    private Instructions instructions() {
        return read(() -> instructions(path));
    }

    static Instructions instructions(Path path) throws IOException {
        return StateFile.peek(path.resolve(StoredOutbox.INSTRUCTIONS), StoredOutbox.INSTRUCTIONS)
                .map(Instructions::parse)
                .orElse(Instructions.NONE);
    }

    private interface Reader<T> {
        T read() throws IOException;
    }

    private <T> T read(Reader<T> reader) {
        try {
            return reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new UncheckedIOException(new IOException("Cannot understand what is in " + path, e));
        }
    }

    /** Counts once it is on disk: whoever uses the outbox looks before anything is told. */
    private void instruct(UnaryOperator<Instructions> change) {
        try (StateDirectory directory = StateDirectory.open(path.resolve(StoredOutbox.INSTRUCTIONS))) {
            directory
                    .file(StoredOutbox.INSTRUCTIONS)
                    .write(change.apply(instructions()).lines());
            directory.giveToOwnerOf(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
