package io.heartbeat.examples.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox of a runner as anybody can read it: one file for each notification that waits. Thread-safe. */
final class OutboxView {
    private static final String QUEUE = "pushbullet";

    private final Path waiting;
    private final Map<String, Entry> read = new HashMap<>();
    /** All that was ever seen to wait, by its id. */
    private final Map<String, Occurrence> known = new HashMap<>();
    /** The ids of what tells of no host's life. */
    private final Set<String> notesOfNoLife = new HashSet<>();
    /** What was damaged, by its number. */
    private final Map<Long, Entry> spoiled = new HashMap<>();

    OutboxView(Path state) {
        waiting = state.resolve("outbox/waiting").resolve(QUEUE);
    }

    /** What waits now. What goes while it is read is left out: it is on its way. */
    synchronized List<Entry> waiting() {
        List<Entry> entries = new ArrayList<>();
        for (String file : files()) {
            Entry entry = read.computeIfAbsent(file, this::parse);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** That which the service knows by this key; null if it is not there. */
    synchronized @Nullable Entry byKey(String key) {
        waiting();
        return read.values().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** All that was ever seen to wait. */
    synchronized List<Occurrence> known() {
        return List.copyOf(known.values());
    }

    /** What a new life has to say has new names. */
    synchronized void forget() {
        read.clear();
    }

    /** Somebody damages what waits: from now on it is told by the name of its file. */
    synchronized void spoil(Entry entry, byte[] content) throws IOException {
        spoiled.put(entry.sequence(), entry);
        Files.write(waiting.resolve(entry.file()), content);
    }

    /** Whether this was damaged while it waited. */
    synchronized boolean isSpoiled(String id) {
        return spoiled.values().stream().anyMatch(entry -> entry.ids().contains(id));
    }

    byte[] content(Entry entry) throws IOException {
        return Files.readAllBytes(waiting.resolve(entry.file()));
    }

    /** The names of the files of what waits. */
    List<String> files() {
        try (Stream<Path> files = Files.list(waiting)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException notThereYet) {
            return List.of();
        }
    }

    private @Nullable Entry parse(String file) {
        try {
            List<String> lines = Files.readAllLines(waiting.resolve(file));
            int end = lines.indexOf("");
            if (end < 0) {
                return null;
            }
            Map<String, String> headers = new HashMap<>();
            List<Occurrence> others = new ArrayList<>();
            for (String line : lines.subList(0, end)) {
                String[] field = line.split(": ", 2);
                if (field[0].equals("And")) {
                    String host = field[1].substring(field[1].lastIndexOf(' ') + 1);
                    others.add(new Occurrence(field[1].substring(0, field[1].indexOf('\t')), host, '?'));
                } else if (field.length == 2) {
                    headers.put(field[0], field[1]);
                }
            }
            Entry entry = entry(file, headers, others, String.join("\n", lines.subList(end + 1, lines.size())));
            entry.occurrences().forEach(each -> known.put(each.id(), each));
            return entry;
        } catch (IOException | UncheckedIOException gone) {
            return null;
        }
    }

    private Entry entry(String file, Map<String, String> headers, List<Occurrence> others, String text) {
        String type = headers.getOrDefault("Type", "");
        String id = headers.getOrDefault("Id", "");
        char letter = Occurrence.letterOfType(type);
        List<Occurrence> occurrences = new ArrayList<>();
        if (letter != '?') {
            occurrences.add(new Occurrence(id, headers.getOrDefault("Host", ""), letter));
            others.forEach(other -> occurrences.add(new Occurrence(other.id(), other.host(), letter)));
        } else if (type.equals("DIGEST")) {
            List<String> ids = List.of(headers.getOrDefault("Detail-ids", "").split(", "));
            occurrences.addAll(named(ids, Words.read(headers.getOrDefault("Title", ""), text)));
        } else if (type.equals("UNREADABLE") && spoiled.containsKey(Entry.sequence(file))) {
            occurrences.addAll(spoiled.get(Entry.sequence(file)).occurrences());
        }
        if (occurrences.isEmpty()) {
            notesOfNoLife.add(id);
        }
        return new Entry(file, type, key(id), occurrences);
    }

    /** A digest says what it tells, and the ids of that, but not which is which: those that have waited alone are known. */
    private List<Occurrence> named(List<String> ids, List<Occurrence> told) {
        List<Occurrence> named = new ArrayList<>(told);
        List<String> unknown = new ArrayList<>();
        for (String id : ids) {
            Occurrence alone = known.get(id);
            int place = 0;
            while (place < named.size()
                    && (alone == null || !named.get(place).id().isEmpty() || !alone.isLike(named.get(place)))) {
                place++;
            }
            if (place < named.size()) {
                named.set(place, named.get(place).as(id));
            } else {
                unknown.add(id);
            }
        }
        unknown.removeIf(notesOfNoLife::contains);
        for (int place = 0; place < named.size() && !unknown.isEmpty(); place++) {
            if (named.get(place).id().isEmpty()) {
                named.set(place, named.get(place).as(unknown.remove(0)));
            }
        }
        unknown.forEach(id -> named.add(new Occurrence(id, "?", '?'))); // which the text does not tell
        return named;
    }

    private static String key(String id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest((id + "\0" + QUEUE).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
