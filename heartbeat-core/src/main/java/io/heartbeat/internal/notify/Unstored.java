package io.heartbeat.internal.notify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was told, but is not on record yet. For one thread. */
final class Unstored {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Outbox outbox;
    private final Ledger ledger;
    private final List<Waiting> items = new ArrayList<>();
    private boolean changed;

    Unstored(Outbox outbox, Ledger ledger) {
        this.outbox = outbox;
        this.ledger = ledger;
    }

    /** Takes in what is told now: all of it, or nothing if there is no memory. */
    void add(List<Waiting> told) {
        items.addAll(told);
    }

    /** Puts on record what is not yet. Why that cannot be done now; null if it was. */
    @Nullable
    String store() {
        items.removeIf(Waiting::isGone);
        changed |= ledger.takeChanged();
        if (!changed) {
            return null;
        }
        try {
            for (Waiting item : items) {
                item.keep(outbox);
            }
            outbox.commit(ledger);
            items.clear();
            changed = false;
            return null;
        } catch (IOException e) {
            log.debug("Cannot store notifications", e);
            return String.valueOf(e.getMessage());
        } catch (RuntimeException | Error e) {
            log.debug("Cannot store notifications", e);
            return e.toString();
        }
    }
}
