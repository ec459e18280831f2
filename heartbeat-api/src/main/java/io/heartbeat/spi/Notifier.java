package io.heartbeat.spi;

/**
 * A notifier carries notifications to one recipient. It tries once and tells what came of it; the core keeps the queue, waits, tries
 * again, and remembers across restarts.
 *
 * <p>Called by one thread, never concurrently, in the order in which things happened. A notifier may block until
 * {@link Attempt#deadline}; then its thread is interrupted. It needs no thread, no retry and no queue of its own.
 */
public interface Notifier extends AutoCloseable {

    /**
     * Tells this recipient from others made from the same settings: letters, digits, dots and dashes, at most 64 of them, the same
     * after every restart. Shown in logs and used as a file name, so never a secret nor a part of one. Empty (the default) if there
     * is just one.
     */
    default String recipient() {
        return "";
    }

    /**
     * Tries once to deliver, and tells what came of it.
     *
     * <p>The same notification comes again, with the same {@linkplain Attempt#idempotencyKey key}, until the outcome is
     * {@link Outcome.Delivered} or {@link Outcome.Rejected}; also after a crash, when nobody knows whether the last attempt arrived.
     * Give the key to the service if it can tell duplicates by it.
     *
     * @throws Exception whatever goes wrong, for example an {@link java.io.IOException}: the same as {@link Outcome#retry}
     * @throws InterruptedException if interrupted; the notification stays in the queue
     */
    Outcome deliver(Notification notification, Attempt attempt) throws Exception;

    /** Lets go of connections. Called once, when no delivery is going on. */
    @Override
    default void close() {}
}
