package io.heartbeat.spi;

/**
 * A hardware monitor checks one kind of parts of this machine: disks, sensors, batteries. It states what is so now; the core decides
 * when to check, what is news, what is over, and remembers it across restarts.
 *
 * <p>Called by one thread at a time, not always the same. A check may block until {@link CheckContext#deadline}; then its thread is
 * interrupted and the check counts as failed. Other monitors do not wait for it.
 */
public interface HardwareMonitor extends AutoCloseable {

    /**
     * Checks all parts of this kind.
     *
     * @throws Exception if the check as a whole failed; the message is shown to people. What was known of every component stays as it
     *     was, and a check that fails several times in a row becomes a condition of its own
     * @throws InterruptedException if interrupted
     */
    HardwareReport check(CheckContext context) throws Exception;

    /** Lets go of everything. Called once, when no check is going on. */
    @Override
    default void close() {}
}
