package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.PluginSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the people behind one notifier want to be told. Of what ends, and of what shows that it has, they are told if they were told of
 * the beginning, whatever they wish.
 *
 * @param least how much it must matter
 * @param types the kinds of events; empty for all
 * @param hosts names of hosts; empty for all
 * @param others names of hosts that they do not want to hear of
 * @param remindEvery how often they are reminded of what is not over; empty for never
 */
public record Wishes(
        Severity least,
        Set<String> types,
        List<HostPattern> hosts,
        List<HostPattern> others,
        Optional<Duration> remindEvery) {
    public static final Wishes EVERYTHING = new Wishes(Severity.INFO, Set.of(), List.of(), List.of(), Optional.empty());
    private static final Duration REMIND_EVERY = Duration.ofHours(24);
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofDays(30);
    private static final Set<String> ENDS = Set.of("HOST_RECOVERED", "HARDWARE_RECOVERED", "MONITOR_REJOINED");

    /** Reads them from what is set for a notifier; what is wrong is noted there. */
    public static Wishes read(PluginSettings settings) {
        List<HostPattern> hosts = new ArrayList<>();
        List<HostPattern> others = new ArrayList<>();
        for (String text : settings.list("hosts")) {
            try {
                boolean not = text.startsWith("!");
                (not ? others : hosts)
                        .add(HostPattern.of(not ? text.substring(1).strip() : text));
            } catch (IllegalArgumentException e) {
                settings.problem("hosts", String.valueOf(e.getMessage()));
            }
        }
        boolean never = settings.optional("remind-every").filter("off"::equals).isPresent();
        return new Wishes(
                severity(settings),
                types(settings),
                List.copyOf(hosts),
                List.copyOf(others),
                never
                        ? Optional.empty()
                        : Optional.of(settings.duration("remind-every", REMIND_EVERY, SOONEST, LATEST)));
    }

    private static Severity severity(PluginSettings settings) {
        String text = settings.optional("severity").orElse("info");
        try {
            return Severity.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            settings.problem("severity", "must be info, warning or critical, but is '" + text + "'");
            return Severity.INFO;
        }
    }

    private static Set<String> types(PluginSettings settings) {
        Set<String> known = new TreeSet<>();
        Arrays.stream(HeartbeatEvent.class.getPermittedSubclasses())
                .filter(event -> event != HostLate.class)
                .forEach(event -> known.add(event.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT)));
        Set<String> types = new TreeSet<>();
        for (String text : settings.list("events")) {
            if (!known.contains(text)) {
                settings.problem("events", "knows no '" + text + "': write some of " + known);
            }
            types.add(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        if (!types.isEmpty() && ENDS.containsAll(types)) {
            settings.problem(
                    "events",
                    "names only what ends something: that is told to whom the beginning was told, so name that");
        }
        if (types.contains("HOST_FLATLINED")) {
            types.add("HOST_FLAPPING"); // told in place of a flatline
        }
        return Set.copyOf(types);
    }

    /** Whether notifications of this type only ever end something. */
    static boolean ends(String type) {
        return ENDS.contains(type);
    }

    boolean wants(Notification told) {
        return told.severity().compareTo(least) >= 0
                && (types.isEmpty() || types.contains(told.type()))
                && (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> pattern.matches(told.host())))
                && others.stream().noneMatch(pattern -> pattern.matches(told.host()));
    }
}
