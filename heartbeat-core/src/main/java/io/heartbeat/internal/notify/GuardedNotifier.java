package io.heartbeat.internal.notify;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A notifier whose every fault is an outcome.
 *
 * @param name the name of its queue: letters, digits, dots and dashes
 * @param wishes what is brought there
 */
public record GuardedNotifier(String name, Notifier notifier, Wishes wishes) {
    private static final Logger log = LoggerFactory.getLogger(GuardedNotifier.class);
    private static final int LONGEST_REASON = 1_000;

    /** One through which everything is told, and once. */
    public GuardedNotifier(String name, Notifier notifier) {
        this(name, notifier, Wishes.EVERYTHING);
    }

    /** Tries once. */
    public Outcome deliver(Notification notification, Attempt attempt) throws InterruptedException {
        try {
            return sound(notifier.deliver(notification, attempt));
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else by it
            return Outcome.retry(fault(e));
        }
    }

    /** Closes the notifier, whatever it does. */
    public void close() {
        try {
            notifier.close();
        } catch (Throwable e) {
            log.warn("Notifier {} could not be closed properly: {}", name, fault(e));
        }
    }

    private String fault(Throwable e) {
        try {
            log.debug("Notifier {} failed", name, e);
            return brief(e.toString());
        } catch (Throwable evenThis) {
            return e.getClass().getName();
        }
    }

    private Outcome sound(@Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Delivered delivered) {
            return new Outcome.Delivered(brief(delivered.reference()));
        }
        if (outcome instanceof Outcome.Retry retry && isPresent(retry.after())) {
            return new Outcome.Retry(brief(retry.reason()), retry.after());
        }
        if (outcome instanceof Outcome.Rejected rejected && isPresent(rejected.refusal())) {
            return new Outcome.Rejected(rejected.refusal(), brief(rejected.reason()));
        }
        if (outcome instanceof Outcome.Quota quota && isPresent(quota.until())) {
            return new Outcome.Quota(brief(quota.reason()), quota.until());
        }
        return Outcome.retry(
                "it returned " + outcome + ", a fault of " + notifier.getClass().getName());
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null;
    }

    private static String brief(@Nullable String text) {
        String plain = Wording.plain(text);
        return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON) + "…";
    }
}
