package io.heartbeat.internal.hardware;

import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.HardwareReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All components of one type, and how the checks themselves go, which is a component too: {@code <type>:monitor}. */
final class Inventory {
    private static final Logger log = LoggerFactory.getLogger(Inventory.class);
    static final String MONITOR = "monitor";
    static final int MOST_COMPONENTS = 1_000;

    private final String type;
    private final WatchedComponent monitor;
    private final Map<String, WatchedComponent> components = new LinkedHashMap<>();
    private long checkedMillis;
    private boolean failing;
    private boolean settled;
    private boolean onlyLooksCount;
    private boolean complainedOfDuplicates;
    private boolean complainedOfNumber;

    Inventory(String type) {
        this.type = type;
        monitor = new WatchedComponent(type, MONITOR, type + " monitor");
    }

    /** The component of this id, created if need be. */
    WatchedComponent component(String id, String label) {
        return id.equals(MONITOR)
                ? monitor
                : components.computeIfAbsent(id, unknown -> new WatchedComponent(type, unknown, label));
    }

    @Nullable
    WatchedComponent find(String id) {
        return id.equals(MONITOR) ? monitor : components.get(id);
    }

    /** Every component; the monitor itself is one while its checks fail. */
    Collection<WatchedComponent> components() {
        List<WatchedComponent> all = new ArrayList<>(components.values());
        if (!monitor.conditions.isEmpty()) {
            all.add(monitor);
        }
        return all;
    }

    /** A check is done. Returns whether the next one should come soon. */
    boolean take(HardwareReport report, long nowMillis) {
        checkedMillis = nowMillis;
        boolean recheck = false;
        Set<String> seen = new HashSet<>(Set.of(MONITOR));
        for (ComponentReport component : report.components()) {
            if (!seen.add(component.id())) {
                complainOfDuplicate(component.id());
            } else if (components.size() < MOST_COMPONENTS || components.containsKey(component.id())) {
                recheck |= component(component.id(), component.label()).seen(component, nowMillis);
            } else {
                complainOfNumber();
            }
        }
        String problem = PlainText.of(report.problem(), 1_000);
        if (!problem.isEmpty()) {
            recheck |= failed(problem, nowMillis);
            return recheck;
        }
        recheck |= absent(seen, nowMillis);
        monitor.notFound(WatchedComponent.CHECK_FAILING);
        if (failing) {
            log.info("The check of {} works again", type);
        }
        failing = false;
        if (components.isEmpty() && !settled) {
            log.warn("The check of {} found nothing to watch", type);
        }
        settled |= !recheck && (!onlyLooksCount || components.values().stream().allMatch(Inventory::isJudged));
        return recheck;
    }

    private boolean absent(Set<String> seen, long nowMillis) {
        components
                .values()
                .removeIf(component -> !seen.contains(component.id)
                        && (component.state == ComponentState.UNSUPPORTED || !component.looked)
                        && component.conditions.isEmpty());
        boolean recheck = false;
        for (WatchedComponent component : components.values()) {
            if (!seen.contains(component.id)) {
                recheck |= component.absent(nowMillis);
            }
        }
        return recheck;
    }

    /** A check has failed. Returns whether the next one should come soon. */
    boolean failed(String reason, long nowMillis) {
        if (!failing) {
            failing = true;
            log.warn("The check of {} failed: {}. What was known stays as it was", type, PlainText.of(reason, 1_000));
        }
        boolean recheck = monitor.failed(reason, nowMillis);
        settled |= !recheck && !onlyLooksCount;
        return recheck;
    }

    private static boolean isJudged(WatchedComponent component) {
        return component.looked || component.state == ComponentState.UNSUPPORTED;
    }

    /** Nothing can have been remembered: what was not looked at may be sick for all that is known. */
    void onlyLooksCount() {
        onlyLooksCount = true;
    }

    /** Whether there is anything to go by: remembered, or found out with certainty. */
    boolean isKnown() {
        return settled;
    }

    /** Takes what is remembered for known. */
    void settle() {
        settled = true;
    }

    long checkedMillis() {
        return checkedMillis;
    }

    /** Puts back when the last check was, before a restart. */
    void checkedAt(long millis) {
        checkedMillis = millis;
        components().forEach(component -> component.checkedMillis = millis);
    }

    /** Forgets a component, if there is one of this id. */
    @Nullable
    WatchedComponent remove(String id) {
        return components.remove(id);
    }

    private void complainOfDuplicate(String id) {
        if (!complainedOfDuplicates) {
            complainedOfDuplicates = true;
            log.warn("The check of {} reports the component {} twice; only the first counts", type, id);
        }
    }

    private void complainOfNumber() {
        if (!complainedOfNumber) {
            complainedOfNumber = true;
            log.warn("The check of {} reports more components than are watched, which is {}", type, MOST_COMPONENTS);
        }
    }
}
