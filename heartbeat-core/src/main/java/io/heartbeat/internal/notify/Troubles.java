package io.heartbeat.internal.notify;

import io.heartbeat.spi.Outcome;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands between a notifier and its recipient: each kind is told once in the log, and noted for who looks into the outbox, until it works again. */
final class Troubles {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private enum Kind {
        UNREACHABLE,
        QUOTA,
        REFUSED
    }

    private final String notifier;
    private final Timing timing;
    private final Outbox outbox;
    private final Set<Kind> present = EnumSet.noneOf(Kind.class);

    Troubles(String notifier, Timing timing, Outbox outbox) {
        this.notifier = notifier;
        this.timing = timing;
        this.outbox = outbox;
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /** An attempt has failed. */
    void add(Outcome failure, int waiting) {
        if (failure instanceof Outcome.Rejected rejected) {
            if (add(Kind.REFUSED, rejected.reason())) {
                log.error(
                        "Notifier {} is refused ({}): {}. Correct its settings and restart; meanwhile {}, and it is tried again "
                                + "every {} h",
                        notifier,
                        rejected.refusal() == Outcome.Refusal.AUTHORISATION ? "credentials" : "settings",
                        rejected.reason(),
                        count(waiting),
                        timing.parked().toHours());
            }
        } else if (failure instanceof Outcome.Quota quota) {
            if (add(Kind.QUOTA, quota.reason() + ", until " + quota.until())) {
                log.error(
                        "Notifier {} has used up its quota until {}: {}; {}",
                        notifier,
                        quota.until(),
                        quota.reason(),
                        count(waiting));
            }
        } else if (failure instanceof Outcome.Retry retry && add(Kind.UNREACHABLE, retry.reason())) {
            log.warn(
                    "Notifier {} cannot deliver: {}; {}, and it is tried again until it works",
                    notifier,
                    retry.reason(),
                    count(waiting));
        }
    }

    private boolean add(Kind kind, String reason) {
        boolean added = present.add(kind);
        if (added) {
            outbox.trouble(notifier, reason);
        }
        return added;
    }

    /** It works. */
    void end(int waiting, int setAside) {
        present.clear();
        outbox.trouble(notifier, "");
        log.info("Notifier {} works again; {}, {} were set aside", notifier, count(waiting), setAside);
    }

    private static String count(int notifications) {
        return notifications == 1 ? "1 notification waits" : notifications + " notifications wait";
    }
}
