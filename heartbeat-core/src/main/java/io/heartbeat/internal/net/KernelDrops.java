package io.heartbeat.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the datagrams that Linux threw away because the receive buffer of one of our sockets was full: the last column of
 * <a href="https://man7.org/linux/man-pages/man5/proc_net_udp.5.html">/proc/net/udp</a>. On other systems it counts none.
 */
final class KernelDrops {
    private static final Logger log = LoggerFactory.getLogger(KernelDrops.class);
    private static final int ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private final List<Path> tables;
    private final Path descriptors;
    private final Map<String, Long> seen = new HashMap<>();
    private Set<String> own = Set.of();

    /** @param descriptors the directory of this process's open files, in which the name of a link tells a socket's inode */
    KernelDrops(List<Path> tables, Path descriptors) {
        this.tables = tables;
        this.descriptors = descriptors;
    }

    static KernelDrops ofThisProcess() {
        Path proc = Path.of("/proc/self");
        return new KernelDrops(List.of(proc.resolve("net/udp"), proc.resolve("net/udp6")), proc.resolve("fd"));
    }

    /** How many on this local port since the last call. Other processes' sockets that share the port do not count. */
    long sinceLast(int port) {
        String end = String.format(":%04X", port);
        long dropped = 0;
        for (Path table : tables) {
            for (String line : lines(table)) {
                String[] columns = line.trim().split("\\s+", -1);
                if (columns.length > DROPS && columns[ADDRESS].endsWith(end) && isOwn(columns[INODE])) {
                    dropped += news(columns[INODE], columns[DROPS]);
                }
            }
        }
        return dropped;
    }

    private long news(String inode, String drops) {
        try {
            long total = Long.parseLong(drops);
            Long before = seen.put(inode, total);
            return Math.max(0, total - (before == null ? 0 : before));
        } catch (NumberFormatException e) {
            log.debug("Not a number of drops: {}", drops);
            return 0;
        }
    }

    /** The open files are listed only for a socket not seen before. */
    private boolean isOwn(String inode) {
        if (!seen.containsKey(inode)) {
            own = openSockets();
            seen.put(inode, 0L);
        }
        return own.contains(inode);
    }

    private Set<String> openSockets() {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            links.forEach(link -> addSocket(link, inodes));
        } catch (IOException | UncheckedIOException e) {
            log.debug("Cannot list {}", descriptors, e);
        }
        return inodes;
    }

    private static void addSocket(Path link, Set<String> inodes) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            if (target.startsWith("socket:[")) {
                inodes.add(target.substring("socket:[".length(), target.length() - 1));
            }
        } catch (IOException | UnsupportedOperationException closedMeanwhile) {
            log.trace("Cannot read {}", link, closedMeanwhile);
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII);
        } catch (IOException notLinux) {
            log.trace("Cannot read {}", table, notLinux);
            return List.of();
        }
    }
}
