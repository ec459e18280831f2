package io.heartbeat.internal.hardware;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.HardwareReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is news about the hardware of this host. Owns no thread and no clock; not thread-safe.
 *
 * <p>Taking in what a check found and telling it are two steps, so that what is about to be told can be written down in between:
 * then it has the same id if it must be told again after a crash.
 */
public final class HardwareEngine {
    private final String host;
    private final Collection<String> active;
    private final Map<String, Inventory> inventories;
    private final List<WatchedComponent> ended = new ArrayList<>();
    private List<HardwareCondition> conditions = List.of();
    private boolean retired;

    /**
     * @param host the name of this host
     * @param active the types whose components are checked
     * @param remembered what {@link #memory} gave in an earlier run, or nothing
     * @throws IllegalArgumentException if that is not readable; the message names the line
     */
    public HardwareEngine(String host, Collection<String> active, List<String> remembered) {
        this.host = host;
        this.active = List.copyOf(active);
        inventories = remembered.isEmpty() ? new LinkedHashMap<>() : HardwareMemory.parse(remembered);
        boolean known = inventories.values().stream()
                .anyMatch(inventory -> !inventory.components().isEmpty());
        active.forEach(this::inventory);
        if (known) {
            inventories.values().forEach(Inventory::settle);
        }
    }

    private Inventory inventory(String type) {
        return inventories.computeIfAbsent(type, Inventory::new);
    }

    /** A check is done. Returns whether the next one of this type should come soon. */
    public boolean take(String type, HardwareReport report, long nowMillis) {
        return inventory(type).take(report, nowMillis);
    }

    /** A check has failed. Returns whether the next one of this type should come soon. */
    public boolean failed(String type, String reason, long nowMillis) {
        return inventory(type).failed(reason, nowMillis);
    }

    /** Whether {@link #tell} would tell anything. */
    public boolean hasNews() {
        return present().anyMatch(WatchedComponent::hasNews);
    }

    /** Tells what is certain now and was not told yet. */
    public void tell(long nowMillis, Consumer<HeartbeatEvent> events) {
        Instant at = Instant.ofEpochMilli(nowMillis);
        Stream.concat(ended.stream(), present()).forEach(component -> component.tell(host, at, events));
        ended.clear();
    }

    private Stream<WatchedComponent> present() {
        return inventories.values().stream().flatMap(inventory -> inventory.components().stream());
    }

    /** Whether this condition was told and is not over. */
    public boolean isOpen(String type, String id, String code) {
        WatchedComponent component = inventory(type).find(id);
        return component != null && component.isOpen(code);
    }

    /** How much a counter has grown to the present value since the window began. */
    public double growth(String type, String id, String reading, double value, Duration window, long nowMillis) {
        WatchedComponent component = inventory(type).find(id);
        return component == null ? 0 : component.growth(reading, value, window, nowMillis);
    }

    /** Every component with its open conditions; with all that was found, confirmed or not, if that is wanted. */
    public List<ComponentView> components(boolean unconfirmedToo) {
        return present().map(component -> component.view(unconfirmedToo)).toList();
    }

    /**
     * Every open condition; the same instance as long as nothing changes. Null as long as a monitor has not had its say, and if nobody
     * has one: that all is well takes somebody who looks.
     */
    public @Nullable List<HardwareCondition> conditions() {
        List<HardwareCondition> now =
                present().flatMap(component -> component.views(false).stream()).toList();
        if (!now.equals(conditions)) {
            conditions = now;
        }
        boolean anybodyLooks = retired || !inventories.isEmpty();
        return anybodyLooks && active.stream().allMatch(type -> inventory(type).isKnown()) ? conditions : null;
    }

    /**
     * Says that there is no memory at all. Then nothing is said of a type before each of its components has been looked at: a disk that
     * sleeps may be the one that an earlier run has told of.
     */
    public void remembersNothing() {
        active.forEach(type -> inventory(type).onlyLooksCount());
    }

    /** Forgets a component, which ends what is open about it. False if there is none of this name. */
    public boolean forget(String component) {
        int colon = component.indexOf(':');
        Inventory inventory = colon < 0 ? null : inventories.get(component.substring(0, colon));
        WatchedComponent forgotten = inventory == null ? null : inventory.remove(component.substring(colon + 1));
        if (forgotten != null) {
            end(forgotten);
        }
        return forgotten != null;
    }

    /** Forgets all components of a type, because nobody wants it checked any more. */
    public void retire(String type) {
        retired = true;
        Inventory inventory = inventories.remove(type);
        if (inventory != null) {
            inventory.components().forEach(this::end);
        }
    }

    private void end(WatchedComponent component) {
        component.end();
        ended.add(component);
    }

    /** The types of components that are remembered, but that nothing checks. */
    public List<String> unattended() {
        return inventories.entrySet().stream()
                .filter(entry -> !active.contains(entry.getKey())
                        && !entry.getValue().components().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What must outlive the process, as lines. */
    public List<String> memory() {
        return HardwareMemory.lines(inventories);
    }
}
