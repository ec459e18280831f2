package io.heartbeat.internal.sender;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.internal.wire.ConditionPage;
import io.heartbeat.internal.wire.ConditionPages;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which page of the host's open hardware conditions goes with which beat: all of them in turn, again and again. */
final class ConditionCycle {
    private static final Logger log = LoggerFactory.getLogger(ConditionCycle.class);

    private final Supplier<? extends @Nullable List<HardwareCondition>> conditions;
    private final int room;
    private @Nullable List<HardwareCondition> told;
    private List<ConditionPage> pages = List.of();
    private int turn;
    private boolean failing;

    /**
     * @param conditions the full set at any time, or null as long as nothing is known
     * @param room the most bytes of a page
     */
    ConditionCycle(Supplier<? extends @Nullable List<HardwareCondition>> conditions, int room) {
        this.conditions = conditions;
        this.room = room;
    }

    /** The page for the next beat, or null if there is nothing to say; whoever cannot name the conditions stops no beat. */
    @Nullable
    ConditionPage next() {
        try {
            List<HardwareCondition> present = conditions.get();
            if (present == null) {
                return null;
            }
            if (!present.equals(told)) {
                pages = ConditionPages.of(present, room);
                told = List.copyOf(present);
                turn = 0;
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                log.error("The state of the hardware cannot be told; the beats go on without it", e);
            }
            failing = true;
            return null;
        }
        return pages.get(inTurn(turn++, pages.size()));
    }

    /** Each round begins one page further on, so that a network which loses every second datagram withholds no page for good. */
    private static int inTurn(int turn, int count) {
        return (turn % count + turn / count) % count;
    }
}
