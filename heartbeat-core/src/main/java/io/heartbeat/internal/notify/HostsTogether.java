package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one notification for hosts to which the same happened together: what they share first, then a line for each. */
final class HostsTogether {
    private static final int MOST_IN_THE_TITLE = 5;
    private static final int MOST_LINES = 50;
    private static final int MOST_NAMES = 200;

    private HostsTogether() {}

    /**
     * Words them.
     *
     * @param told the notifications, each of one event, as they would be alone
     */
    static Notification of(List<HeartbeatEvent> events, List<Notification> told) {
        Notification first = told.get(0);
        List<HostFlatlined> flatlined = events.stream()
                .filter(HostFlatlined.class::isInstance)
                .map(HostFlatlined.class::cast)
                .toList();
        List<String> names = told.stream().map(Notification::host).toList();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("hosts", list(names, MOST_NAMES, ", "));
        List<String> lines = new ArrayList<>();
        if (!flatlined.isEmpty()) {
            FlatlineText.shared(flatlined).forEach((name, value) -> details.put(name, Wording.plain(value)));
            lines.add(Wording.plain(FlatlineText.sharedText(flatlined)));
        }
        lines.add(list(
                events.stream().map(event -> Wording.plain(event.summary())).toList(), MOST_LINES, "\n"));
        return new Notification(
                first.id(),
                first.type(),
                first.host(),
                first.at(),
                told.stream()
                        .map(Notification::severity)
                        .max(Comparator.<Severity>naturalOrder())
                        .orElseThrow(),
                told.stream().anyMatch(each -> each.phase() == Phase.RECOVERY) ? Phase.RECOVERY : first.phase(),
                first.incident(),
                Wording.plain(events.get(0).title().replace(" Host", " " + names.size() + " Hosts")) + ": "
                        + list(names, MOST_IN_THE_TITLE, ", "),
                String.join("\n", lines),
                details);
    }

    /** The hosts of these, briefly. */
    static String names(List<Problem> problems) {
        return list(distinct(problems), MOST_IN_THE_TITLE, ", ");
    }

    /** The hosts of these. */
    static String hosts(List<Problem> problems) {
        return list(distinct(problems), MOST_NAMES, ", ");
    }

    private static List<String> distinct(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.notification().host())
                .distinct()
                .toList();
    }

    static String list(List<String> items, int most, String separator) {
        return items.size() <= most
                ? String.join(separator, items)
                : String.join(separator, items.subList(0, most)) + separator + "and " + (items.size() - most) + " more";
    }
}
