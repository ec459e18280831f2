package io.heartbeat.examples.it;

import io.heartbeat.examples.it.PushService.Push;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares what a monitor told its listener with what its notifications told people.
 *
 * <p>The rules: of each host, people are told "down" and "up" in turn, as often as the listener was; each message is shown once. A process
 * that was killed may have told one of the two and not the other: as many differences as deaths with a disagreement are allowed.
 */
final class ToldToPeople {
    private static final Set<String> DOWN = Set.of("Flatlined", "Departed", "Flapping");
    private static final Pattern DIGEST = Pattern.compile("\\d+ Notifications: .*");
    /** The last line ends with when it was, as every push does. */
    private static final Pattern DIGEST_LINE = Pattern.compile(
            "^\\d\\d:\\d\\d:\\d\\d  ([A-Z][a-z]+ [^:]+: .*?)(; over at \\S+)?( at \\d\\d:\\d\\d:\\d\\d, .*)?$",
            Pattern.MULTILINE);

    private static final Set<String> UP = Set.of("Recovered", "Restarted", "New");

    private final List<Push> pushes;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> changes = new TreeMap<>();
    private final Map<String, Boolean> down = new TreeMap<>();
    private final Map<String, Boolean> flapping = new TreeMap<>();
    private int shown;
    private int repeated;

    ToldToPeople(List<Push> pushes) {
        this.pushes = pushes;
    }

    int shown() {
        return shown;
    }

    /** Done more often than once, which the guid prevents from being shown twice. */
    int repeated() {
        return repeated;
    }

    /** What does not agree with these events. */
    List<String> judge(List<String> hosts, List<Event> events) {
        Set<String> guids = new HashSet<>();
        for (Push push : pushes) {
            if (push.done() && guids.add(push.guid())) {
                shown++;
                if (DIGEST.matcher(push.title()).matches()) {
                    DIGEST_LINE.matcher(push.text()).results().forEach(this::showLine);
                } else {
                    show(push.title());
                }
            } else if (push.done()) {
                repeated++;
            }
        }
        hosts.forEach(host -> compare(host, events));
        return wrong;
    }

    /** One line may tell the end, too; not only of hosts. */
    private void showLine(MatchResult line) {
        String title = line.group(1);
        show(title);
        int space = title.indexOf(' ');
        if (line.group(2) != null && DOWN.contains(title.substring(0, space))) {
            show("Recovered" + title.substring(space));
        }
    }

    /** A title is "Flatlined Host: nas" or "Flatlined 2 Hosts: nas, attic". */
    private void show(String title) {
        int colon = title.indexOf(": ");
        String kind = title.substring(0, title.indexOf(' '));
        for (String host : title.substring(colon + 2).split(", ", -1)) {
            if (DOWN.contains(kind)) {
                if (down.getOrDefault(host, false) && !flapping.getOrDefault(host, false) && !kind.equals("Flapping")) {
                    wrong.add("people are told twice that it is down: " + title);
                }
                turn(host, true);
                flapping.put(host, kind.equals("Flapping"));
            } else if (UP.contains(kind)) {
                if (kind.equals("Recovered") && !down.getOrDefault(host, false)) {
                    wrong.add("people are told that it is up again, but not that it was down: " + title);
                }
                turn(host, false);
                flapping.put(host, false);
            }
        }
    }

    private void turn(String host, boolean isDown) {
        if (down.getOrDefault(host, false) != isDown) {
            changes.merge(host, 1, Integer::sum);
        }
        down.put(host, isDown);
    }

    private void compare(String host, List<Event> events) {
        int told = 0;
        int differences = 0;
        boolean isDown = false;
        for (Event event : events.stream().filter(e -> e.host().equals(host)).toList()) {
            boolean was = isDown;
            switch (event.type()) {
                case "HOST_FLATLINED", "HOST_DEPARTED", "HOST_FLAPPING" -> isDown = true;
                case "HOST_RECOVERED", "HOST_RESTARTED" -> isDown = false;
                case "REMEMBERED" -> differences += isDown == isDown(event) ? 0 : 2;
                default -> {}
            }
            told += was == isDown ? 0 : 1;
        }
        if (Math.abs(told - changes.getOrDefault(host, 0)) > differences || down.getOrDefault(host, false) != isDown) {
            wrong.add("the listener was told of " + told + " changes of " + host + ", people of "
                    + changes.getOrDefault(host, 0) + ", " + differences + " may differ; it is "
                    + (isDown ? "down" : "up") + " at last");
        }
    }

    private static boolean isDown(Event remembered) {
        return remembered.flag("down") || Set.of("DEPARTED", "FLAPPING").contains(remembered.text("state"));
    }
}
