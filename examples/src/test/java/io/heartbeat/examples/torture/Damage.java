package io.heartbeat.examples.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What befalls a state file while nobody runs: one copy of one file at a time, and the next only when that has been made good. */
final class Damage {
    private enum Kind {
        TRUNCATED,
        NULS,
        PREVIOUS_COPY
    }

    private final Path state;
    private final SplittableRandom random;
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private List<Object> then = List.of();

    Damage(Path state, SplittableRandom random) {
        this.state = state;
        this.random = random;
    }

    /** Damages something, or nothing if what was damaged last is still to be written again. */
    void strike() throws IOException {
        List<Object> now = List.of(age("hosts"), age("outbox/ledger"));
        if (now.contains("")
                || now.get(0).equals(then.isEmpty() ? "" : then.get(0))
                || now.get(1).equals(then.isEmpty() ? "" : then.get(1))) {
            return;
        }
        String name = random.nextBoolean() ? "hosts" : "outbox/ledger";
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
        done.merge(kind, 1, Integer::sum);
        then = List.of(age("hosts"), age("outbox/ledger"));
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
