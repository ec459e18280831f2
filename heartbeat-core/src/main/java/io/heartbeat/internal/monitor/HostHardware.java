package io.heartbeat.internal.monitor;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.wire.ConditionPage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is wrong with one host's hardware, as its beats tell it, page by page.
 *
 * <p>What stands on one page is wrong, whatever the others say, so it is told at once. What stands on none is over: that takes all
 * pages of one set, and a session known to be fresh. In between, nothing changes.
 */
final class HostHardware {
    /** Twice what an honest host tells at a time, and then some. */
    private static final int MOST_OPEN = 1_000;

    private record Key(String component, String code) {
        static Key of(HardwareCondition condition) {
            return new Key(condition.component(), condition.code());
        }
    }

    private final Map<Key, OpenCondition> open = new LinkedHashMap<>();

    private int revision;
    private int count;
    private final Map<Integer, List<HardwareCondition>> pages = new HashMap<>();
    private boolean settled;

    /** Goes on from what is remembered. */
    HostHardware(List<OpenCondition> remembered) {
        remembered.forEach(known -> open.put(Key.of(known.condition()), known));
    }

    /** Everything that is wrong. */
    List<OpenCondition> open() {
        return List.copyOf(open.values());
    }

    /** Whether the set of this page is what is known already. */
    boolean settledOn(ConditionPage page) {
        return settled && isOfPresentSet(page);
    }

    private boolean isOfPresentSet(ConditionPage page) {
        return page.revision() == revision && page.count() == count;
    }

    /**
     * Takes the page that the newest beat carries.
     *
     * @param fresh whether its session is known to be no recording; if not, it can raise an alarm and clear none
     * @return whether anything was told
     */
    boolean hear(
            ConditionPage page,
            boolean fresh,
            Consumer<HardwareCondition> problem,
            Consumer<HardwareCondition> recovered) {
        if (!isOfPresentSet(page)) {
            revision = page.revision();
            count = page.count();
            pages.clear();
            settled = false;
        }
        boolean news = false;
        if (!pages.containsKey(page.index())) {
            List<HardwareCondition> found = page.conditions();
            if (found == null) {
                return false;
            }
            pages.put(page.index(), found);
            for (HardwareCondition condition : found) {
                news |= raise(condition, problem);
            }
        }
        if (fresh && pages.size() == count) {
            news |= settle(recovered);
        }
        return news;
    }

    private boolean raise(HardwareCondition found, Consumer<HardwareCondition> problem) {
        Key key = Key.of(found);
        OpenCondition known = open.get(key);
        if (known == null ? open.size() >= MOST_OPEN : !known.isWorse(found)) {
            return false;
        }
        OpenCondition now = known == null ? OpenCondition.found(found) : known.as(found);
        open.put(key, now);
        problem.accept(now.condition());
        return true;
    }

    private boolean settle(Consumer<HardwareCondition> recovered) {
        Map<Key, OpenCondition> before = new LinkedHashMap<>(open);
        open.clear();
        for (int page = 0; page < count; page++) {
            for (HardwareCondition found : pages.getOrDefault(page, List.of())) {
                OpenCondition known = before.remove(Key.of(found));
                if (known != null) {
                    open.put(Key.of(found), known.as(found));
                }
            }
        }
        before.values().forEach(over -> recovered.accept(over.condition()));
        pages.clear();
        settled = true;
        return !before.isEmpty();
    }
}
