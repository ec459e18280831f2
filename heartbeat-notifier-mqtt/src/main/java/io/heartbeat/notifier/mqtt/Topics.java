package io.heartbeat.notifier.mqtt;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Truncation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where notifications are published.
 *
 * @param prefix without a slash at its end
 */
record Topics(String prefix) {
    private static final int LONGEST_LEVEL = 200;
    private static final String SEVERAL = ", ";

    /** All of them. */
    String events() {
        return prefix + "/event";
    }

    /**
     * Whose state it is. A host that recovers while others of the same incident do not is told of in a note, so it is the type that
     * counts, not the phase.
     */
    List<String> states(Notification notification) {
        String type = notification.type();
        Map<String, String> details = notification.details();
        if (type.startsWith("HOST_")) {
            return hosts(notification).map(host -> of(host, "alive")).toList();
        }
        if (type.startsWith("MONITOR_")) {
            return List.of(of(notification.host(), "monitor"));
        }
        if (type.startsWith("HARDWARE_") && details.containsKey("component") && details.containsKey("code")) {
            return Arrays.stream(details.get("code").split(SEVERAL, -1))
                    .map(code -> of(notification.host(), "hardware", details.get("component"), code))
                    .toList();
        }
        return List.of();
    }

    /** Of very many, the last says in words how many more. */
    private static Stream<String> hosts(Notification notification) {
        String several = notification.details().getOrDefault("hosts", notification.host());
        return Arrays.stream(several.split(SEVERAL, -1)).filter(host -> !host.matches("and \\d+ more"));
    }

    private String of(String host, String... levels) {
        return Stream.concat(Stream.of(host), Arrays.stream(levels))
                .map(Topics::level)
                .collect(Collectors.joining("/", prefix + "/host/", ""));
    }

    /** One level of a topic: what means something else there is written as in URLs. */
    private static String level(String text) {
        String level = Truncation.toCodePoints(text, LONGEST_LEVEL);
        return level.codePoints()
                .mapToObj(c -> "/+#%".indexOf(c) >= 0 || Character.getType(c) == Character.CONTROL || isHalf(c)
                        ? String.format("%%%02X", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
