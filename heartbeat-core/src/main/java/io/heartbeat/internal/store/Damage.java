package io.heartbeat.internal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a file that cannot be used: it is kept under another name, and reported. */
final class Damage {
    private static final Logger log = LoggerFactory.getLogger(Damage.class);
    private static final String MARK = ".damaged-";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Damage() {}

    /** Moves a file to {@code NAME.damaged-TIME} beside it. */
    static void setAside(Path file, String name, String why, Disk disk, Instant now) {
        String mark = name + MARK + TIMESTAMP.format(now);
        Path aside = file.resolveSibling(mark);
        for (int copy = 2; disk.exists(aside); copy++) {
            aside = file.resolveSibling(mark + "-" + copy);
        }
        try {
            disk.move(file, aside);
            log.warn("{} cannot be used: {}. It was kept as {}", file, why, aside.getFileName());
        } catch (IOException e) {
            log.warn("{} cannot be used: {}. It could not be moved aside either ({})", file, why, Reason.of(e));
        }
    }

    static boolean wasSetAside(String name) {
        return name.contains(MARK);
    }
}
