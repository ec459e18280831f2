package io.heartbeat.hardware.smart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a real smartctl printed for a real or emulated disk. */
record Capture(String name, String printed, int exit) {
    private static final Path FOLDER = Path.of("src/test/resources/smartctl");

    /** @param name for example {@code captured/sda-a} */
    static Capture of(String name) {
        try {
            if (Files.exists(FOLDER.resolve(name + ".json"))) {
                String json = Files.readString(FOLDER.resolve(name + ".json"));
                return new Capture(
                        name,
                        json,
                        SmartctlAnswer.parse(json, 0)
                                .map(SmartctlAnswer::exitStatus)
                                .orElse(0));
            }
            return new Capture(
                    name,
                    Files.readString(FOLDER.resolve(name + ".stdout")),
                    Integer.parseInt(
                            Files.readString(FOLDER.resolve(name + ".exit")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> name.endsWith(".json") || name.endsWith(".stdout"))
                    .map(name -> name.substring(0, name.lastIndexOf('.')))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with another text; the change must change something. */
    Capture with(UnaryOperator<String> change) {
        Capture changed = rewritten(change);
        if (changed.equals(this)) {
            throw new IllegalArgumentException("nothing changed in " + name);
        }
        return changed;
    }

    private Capture rewritten(UnaryOperator<String> change) {
        String changed = change.apply(printed);
        return new Capture(
                name,
                changed,
                SmartctlAnswer.parse(changed, exit)
                        .map(SmartctlAnswer::exitStatus)
                        .orElse(exit));
    }

    /** The same with another number in this place: the first after the text that precedes it. */
    Capture withNumber(String before, long number) {
        return rewritten(text -> {
            int from = text.indexOf(before);
            if (from < 0) {
                throw new IllegalArgumentException(name + " has no " + before);
            }
            return text.substring(0, from + before.length())
                    + text.substring(from + before.length()).replaceFirst("\\d+", Long.toString(number));
        });
    }

    /** The same with another raw value of this ATA attribute. */
    Capture withRaw(String attribute, long raw) {
        return rewritten(text -> {
            int from = text.indexOf("\"" + attribute + "\"");
            if (from < 0) {
                throw new IllegalArgumentException(name + " has no " + attribute);
            }
            return text.substring(0, from)
                    + text.substring(from)
                            .replaceFirst(
                                    "(\"raw\": \\{\\s*\"value\": )\\d+(,\\s*\"string\": \")[^\"]*",
                                    "$1" + raw + "$2" + raw);
        });
    }

    SmartctlAnswer answer() {
        return SmartctlAnswer.parse(printed, exit).orElseThrow();
    }
}
