package io.heartbeat.examples.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a notification as people do: what has happened, by its title and text alone. */
final class Words {
    /** Of one host, or of some; a title leaves out all but the first. */
    private static final String TITLE = "([A-Z][a-z]+) (\\d+ )?([A-Z][a-z]+): (h\\d+(?:, h\\d+)*)";

    private static final Pattern ALONE = Pattern.compile(TITLE + "(?:,? and \\d+ more)?");
    private static final Pattern HOST = Pattern.compile("^(h\\d+) ", Pattern.MULTILINE);
    private static final Pattern DIGEST = Pattern.compile("\\d+ Notifications: .*");
    private static final Pattern DIGEST_LINE =
            Pattern.compile("^\\d\\d:\\d\\d:\\d\\d  " + TITLE + "(.*)$", Pattern.MULTILINE);
    private static final Pattern OVER = Pattern.compile("; over at \\d\\d:\\d\\d:\\d\\d");
    private static final Pattern UNREADABLE = Pattern.compile("\\d+ Notifications? could not be read");
    private static final Pattern UNREADABLE_LINE = Pattern.compile("^([A-Z_]+) (h\\d+)\\b", Pattern.MULTILINE);

    private Words() {}

    /** In the order in which it is told; nothing if it concerns no host. */
    static List<Occurrence> read(String title, String text) {
        if (DIGEST.matcher(title).matches()) {
            return digest(text);
        }
        if (UNREADABLE.matcher(title).matches()) {
            return UNREADABLE_LINE
                    .matcher(text)
                    .results()
                    .map(line -> new Occurrence("", line.group(2), Occurrence.letterOfType(line.group(1))))
                    .toList();
        }
        Matcher alone = ALONE.matcher(title);
        if (!alone.matches() || letter(alone) == '?') {
            return List.of();
        }
        boolean several = alone.group(2) != null;
        return several
                ? HOST.matcher(text)
                        .results()
                        .map(line -> new Occurrence("", line.group(1), letter(alone)))
                        .toList()
                : List.of(new Occurrence("", alone.group(4), letter(alone)));
    }

    private static List<Occurrence> digest(String text) {
        List<Occurrence> all = new ArrayList<>();
        Matcher line = DIGEST_LINE.matcher(text);
        while (line.find()) {
            if (letter(line) == '?') {
                continue;
            }
            for (String host : line.group(4).split(", ", -1)) {
                all.add(new Occurrence("", host, letter(line)));
            }
            if (OVER.matcher(line.group(5)).find()) {
                all.add(new Occurrence("", line.group(4), Occurrence.end(letter(line))));
            }
        }
        return all;
    }

    private static char letter(Matcher title) {
        String subject =
                title.group(2) == null ? title.group(3) : title.group(3).replaceFirst("s$", "");
        return Occurrence.letterOfTitle(title.group(1) + " " + subject);
    }
}
