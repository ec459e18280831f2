package io.heartbeat.internal.notify;

import io.heartbeat.event.HeartbeatEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people believe, having been told so, for those who keep a memory of their own beside it. A crash or a damaged file may leave
 * either behind the other: whoever finds that this is the older one corrects it. Thread-safe.
 */
public final class Beliefs {
    private final Ledger ledger;
    private final Consumer<HeartbeatEvent> correction;
    private final Runnable corrected;

    /**
     * Those of all notifiers together.
     *
     * @param correction takes an event for told
     * @param corrected writes the ledger down again
     */
    Beliefs(Ledger ledger, Consumer<HeartbeatEvent> correction, Runnable corrected) {
        this.ledger = ledger;
        this.correction = correction;
        this.corrected = corrected;
    }

    /** Whether people were told anything before. */
    public boolean any() {
        return ledger.sequence() > 0;
    }

    /** Whether an event of this id was told, as far as is known: the last two thousand are. */
    public boolean told(String id) {
        return ledger.wasTold(id);
    }

    /** Whether people are told that this is over, though nothing is known any more of its having been told. */
    public boolean isToldOver(HeartbeatEvent begun) {
        return ledger.isToldOver(begun);
    }

    public boolean isDown(String host) {
        return ledger.downHosts().contains(host);
    }

    public boolean flaps(String host) {
        return ledger.flappingHosts().contains(host);
    }

    /** When people were told that a host is down, in wall clock milliseconds; null if that is not known. */
    public @Nullable Long downSince(String host) {
        return ledger.downSince(host);
    }

    /** What is wrong with a host's hardware, by component and code. */
    public Map<String, Map<String, ToldCondition>> hardware(String host) {
        return ledger.hardware(host);
    }

    /** The hosts last told to be new. */
    public List<Newcomer> newcomers() {
        return ledger.newcomers();
    }

    /** People were told that the host is up again. */
    public void correctUp(String host) {
        ledger.correctUp(host);
        corrected.run();
    }

    /** People were told of this, all who wished. */
    public void correct(HeartbeatEvent event) {
        correction.accept(event);
        corrected.run();
    }

    /** The host is nobody people know: if it is heard again, it is new. */
    public void forget(String host) {
        ledger.forget(host);
        corrected.run();
    }
}
