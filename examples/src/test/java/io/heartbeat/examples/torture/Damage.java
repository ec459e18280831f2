package io.heartbeat.examples.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What befalls a file while nobody runs: one copy of the table of hosts or of the ledger, or a notification that waits; and the next only
 * when table and ledger have been written again.
 */
final class Damage {
    private enum Kind {
        TRUNCATED,
        NULS,
        PREVIOUS_COPY
    }

    private final Path state;
    private final OutboxView outbox;
    private final Service service;
    private final SplittableRandom random;
    private final Map<String, Integer> done = new TreeMap<>();
    private List<Object> then = List.of("", "");

    Damage(Path state, OutboxView outbox, Service service, SplittableRandom random) {
        this.state = state;
        this.outbox = outbox;
        this.service = service;
        this.random = random;
    }

    /** Whether table and ledger have been written since the last time, so that there is one damage at a time. */
    boolean isMadeGood() throws IOException {
        List<Object> now = ages();
        return !now.contains("")
                && !now.get(0).equals(then.get(0))
                && !now.get(1).equals(then.get(1));
    }

    /** Damages something, or nothing if what was damaged last is still to be written again. */
    void strike() throws IOException {
        if (!isMadeGood()) {
            return;
        }
        List<Entry> entries = waiting();
        if (!entries.isEmpty() && random.nextBoolean()) {
            strike(entries.get(random.nextInt(entries.size())));
        } else {
            strike(random.nextBoolean() ? "hosts" : "outbox/ledger");
        }
    }

    int strikes() {
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What counts as told, but was not even sent, and whose name says all of it. */
    private List<Entry> waiting() throws IOException {
        Set<String> sent = service.attempted().stream().map(Occurrence::id).collect(Collectors.toSet());
        try (var lines = Files.lines(state.resolve("outbox/ledger"))) {
            long told = lines.filter(line -> line.startsWith("sequence\t"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                    .findFirst()
                    .orElse(0);
            return outbox.waiting().stream()
                    .filter(entry -> entry.sequence() <= told
                            && entry.occurrences().size() == 1
                            && !sent.contains(entry.ids().get(0))
                            && Occurrence.letterOfType(entry.type()) != '?')
                    .toList();
        }
    }

    private void strike(Entry entry) throws IOException {
        byte[] content = outbox.content(entry);
        Kind kind = random.nextBoolean() ? Kind.TRUNCATED : Kind.NULS;
        outbox.spoil(
                entry,
                kind == Kind.NULS ? new byte[content.length] : Arrays.copyOf(content, random.nextInt(content.length)));
        struck(kind, "entry");
    }

    private void strike(String name) throws IOException {
        Path current = state.resolve(name);
        Path previous = state.resolve(name + ".previous");
        if (!Files.exists(previous)) {
            return;
        }
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Path victim = kind == Kind.PREVIOUS_COPY || random.nextInt(4) > 0 ? current : previous;
        byte[] content = Files.readAllBytes(victim);
        switch (kind) {
            case TRUNCATED -> Files.write(victim, Arrays.copyOf(content, random.nextInt(content.length)));
            case NULS -> Files.write(victim, new byte[content.length]);
            case PREVIOUS_COPY -> Files.copy(previous, current, StandardCopyOption.REPLACE_EXISTING);
        }
        struck(kind, name.substring(name.indexOf('/') + 1));
    }

    private void struck(Kind kind, String what) throws IOException {
        done.merge(what + " " + kind, 1, Integer::sum);
        then = ages();
    }

    private List<Object> ages() throws IOException {
        return List.of(age("hosts"), age("outbox/ledger"));
    }

    private Object age(String name) throws IOException {
        Path file = state.resolve(name);
        return Files.exists(file) ? Files.getLastModifiedTime(file) : "";
    }

    @Override
    public String toString() {
        return done.toString();
    }
}
