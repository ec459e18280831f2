package io.heartbeat.internal.notify;

import io.heartbeat.event.Evidence;
import io.heartbeat.event.HostFlatlined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what the verdict on a silent host rests on, to somebody who was woken by it. */
final class FlatlineText {
    private static final Duration NOTEWORTHY_DELAY = Duration.ofMillis(100);

    private FlatlineText() {}

    /** Two lines: what happened; then how sure it is, and where to look. The second is left out if nothing is known. */
    static List<String> of(HostFlatlined event) {
        Evidence evidence = event.evidence();
        List<String> facts = new ArrayList<>();
        if (evidence.heardSinceStart()) {
            facts.add(
                    "expected every " + text(evidence.expectedGap()) + ", allowed " + text(evidence.allowedSilence()));
            asked(evidence.solicitations()).ifPresent(facts::add);
            facts.add("loss before " + percent(evidence.loss()) + ", jitter " + text(evidence.jitter()));
        }
        if (!evidence.address().isEmpty()) {
            facts.add("last heard from " + evidence.address() + on(evidence.interfaces()));
        }
        if (!evidence.silentTogether().isEmpty()) {
            facts.add("silent since the same time: " + String.join(", ", evidence.silentTogether()));
        }
        if (evidence.monitorDelay().compareTo(NOTEWORTHY_DELAY) >= 0) {
            facts.add("this monitor itself was late by up to " + text(evidence.monitorDelay()));
        }
        return facts.isEmpty()
                ? List.of(event.summary())
                : List.of(event.summary() + ".", capitalised(String.join("; ", facts)));
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static Optional<String> asked(int times) {
        if (times == 0) {
            return Optional.empty();
        }
        return Optional.of(times == 1 ? "asked once in vain" : "asked " + times + " times in vain");
    }

    private static String on(List<String> interfaces) {
        return interfaces.isEmpty() ? "" : " on " + String.join(", ", interfaces);
    }

    /** What hosts that flatlined together have in common, by name: address range, interfaces, time. */
    static Map<String, String> shared(List<HostFlatlined> events) {
        Map<String, String> shared = new LinkedHashMap<>();
        @Nullable
        String range = AddressRange.of(
                events.stream().map(event -> event.evidence().address()).toList());
        if (range != null) {
            shared.put("address-range", range);
        }
        List<String> interfaces = new ArrayList<>(events.get(0).evidence().interfaces());
        events.forEach(event -> interfaces.retainAll(event.evidence().interfaces()));
        if (!interfaces.isEmpty()) {
            shared.put("interfaces", String.join(", ", interfaces));
        }
        shared.put(
                "last-seen",
                lastSeen(events).min(Instant::compareTo).orElseThrow().toString());
        shared.put("last-seen-within", spread(events).toString());
        return shared;
    }

    /** The same in a sentence. */
    static String sharedText(List<HostFlatlined> events) {
        Map<String, String> shared = shared(events);
        String range = shared.get("address-range");
        String interfaces = shared.get("interfaces");
        String where = (range == null ? "" : (range.contains("/") ? "in " : "at ") + range)
                + (interfaces == null ? "" : (range == null ? "on " : " on ") + interfaces);
        return (where.isEmpty() ? "" : "All " + where + "; ") + (where.isEmpty() ? "Last" : "last") + " heard within "
                + text(spread(events)) + " of each other:";
    }

    private static Duration spread(List<HostFlatlined> events) {
        return Duration.between(
                lastSeen(events).min(Instant::compareTo).orElseThrow(),
                lastSeen(events).max(Instant::compareTo).orElseThrow());
    }

    private static Stream<Instant> lastSeen(List<HostFlatlined> events) {
        return events.stream().map(HostFlatlined::lastSeen);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share == 0 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    /** As precise as it matters: {@code 2 ms}, {@code 6.1 s}, {@code 90 s}, {@code 25 min}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0).replace(".0 s", " s");
        }
        return duration.toSeconds() < 600 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
