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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outbox of a runner as anybody can read it: one file for each notification that waits. */
final class OutboxView {
    private static final String QUEUE = "pushbullet";

    private final Path waiting;
    private final Map<String, Told> read = new HashMap<>();

    OutboxView(Path state) {
        waiting = state.resolve("outbox/waiting").resolve(QUEUE);
    }

    /** What waits now. What goes while it is read is left out: it is on its way. */
    List<Told> waiting() {
        List<Told> entries = new ArrayList<>();
        for (String file : files()) {
            Told told = read.computeIfAbsent(file, this::parse);
            if (told != null) {
                entries.add(told);
            }
        }
        return entries;
    }

    /** What a new life has to say has new names. */
    void forget() {
        read.clear();
    }

    /** The names of the files of what waits. */
    List<String> files() {
        try (Stream<Path> files = Files.list(waiting)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException notThereYet) {
            return List.of();
        }
    }

    private @Nullable Told parse(String file) {
        List<String> hosts = new ArrayList<>();
        char letter = '?';
        String key = "";
        try {
            for (String line : Files.readAllLines(waiting.resolve(file))) {
                String[] field = line.split(": ", 2);
                switch (field[0]) {
                    case "Type" -> letter = Told.LETTERS.getOrDefault(field[1], '?');
                    case "Id" -> key = key(field[1]);
                    case "Host" -> hosts.add(field[1]);
                    case "And" -> hosts.add(field[1].substring(field[1].lastIndexOf(' ') + 1));
                    default -> {
                        if (line.isEmpty()) {
                            return new Told(key, letter, hosts);
                        }
                    }
                }
            }
            return null;
        } catch (IOException | UncheckedIOException gone) {
            return null;
        }
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
