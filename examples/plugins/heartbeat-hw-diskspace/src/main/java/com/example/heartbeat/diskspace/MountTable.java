package com.example.heartbeat.diskspace;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Linux' table of mounts: a line each of device, mount point, type and options, see {@code man 5 fstab}. Asking the table
 * first keeps away from network file systems: to touch one whose server is dead blocks for ever.
 */
final class MountTable {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final Set<String> NOT_ON_DISK = Set.of("devtmpfs", "fuse", "squashfs", "iso9660");

    /** Where desktops mount what people plug in and pull out. */
    private static final Pattern REMOVABLE = Pattern.compile("(/run)?/media/.*");

    private record Mount(String device, String point, String type, List<String> options) {
        static Mount parse(String line) {
            String[] fields = line.split(" ", -1);
            return new Mount(fields[0], unescaped(fields[1]), fields[2], List.of(fields[3].split(",")));
        }

        boolean isWatched() {
            return device.startsWith("/dev/") // no pseudo file system, and none of the network
                    && !NOT_ON_DISK.contains(type)
                    && !options.contains("ro")
                    && !REMOVABLE.matcher(point).matches();
        }
    }

    private MountTable() {}

    static List<Volume> volumes(List<String> lines) {
        Map<String, Volume> byDevice = new LinkedHashMap<>();
        lines.stream()
                .map(Mount::parse)
                .filter(Mount::isWatched)
                .sorted(Comparator.comparingInt((Mount mount) -> mount.point().length())
                        .thenComparing(Mount::point)) // of several mounts of a device always the same one
                .forEach(mount -> byDevice.putIfAbsent(mount.device(), new Volume.Mounted(mount.point())));
        return List.copyOf(byDevice.values());
    }

    /** The kernel writes blanks and the like as {@code \040}. */
    private static String unescaped(String field) {
        return OCTAL.matcher(field)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
    }
}
