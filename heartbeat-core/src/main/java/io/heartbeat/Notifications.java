package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import java.util.List;

/**
 * Notifications bring events to people, through every notifier that is active, and at least once. Thread-safe.
 *
 * <pre>{@code
 * try (Notifications notifications = Notifications.start(config)) {
 *     notifications.onEvent(event);
 * }
 * }</pre>
 *
 * <p>A {@link Monitor} and a {@link HardwareWatch} start their own as their configuration says. Start one yourself to share it between
 * several, or to tell of events of your own.
 *
 * <ul>
 *   <li>People are told of everything but {@link io.heartbeat.event.HostLate}, as far as the settings of their notifier select it.
 *       Problem and recovery strictly alternate for each host, and for each condition of its hardware: what repeats what they know is
 *       left out, and of a recovery are told who were told of the problem. They are reminded of what is not over.
 *   <li>Silences and acknowledgements, which an {@link Outbox} takes, keep back what nobody wants to hear for a time.
 *   <li>More than ten within a minute leave as digests, half a minute apart; so does what has waited for more than two minutes, if that
 *       is more than five.
 *   <li>What is to be delivered is kept in the directory {@code outbox} of the state directory, one readable file each, until the
 *       service has taken it: neither a crash nor an outage loses it. A service may get something twice if the process dies just then;
 *       it can tell by {@link io.heartbeat.spi.Attempt#idempotencyKey}.
 *   <li>Each notifier has a queue of its own, in which things stay in order. A notifier that hangs, throws or is refused delays nobody
 *       else. It is tried again after 5 s, and after ever longer pauses up to 10 min, or when its service wants it; every 6 h, and after
 *       a restart, if the service refuses its settings or credentials.
 *   <li>What could not be delivered for 72 h, is refused by itself, or is the oldest of more than 10 000, is moved to the folder
 *       {@code undelivered}; the log says so, and so does one notification when the service is back. What became of every notification
 *       is noted in {@code deliveries.log}.
 * </ul>
 */
public interface Notifications extends HeartbeatListener, AutoCloseable {

    /**
     * Finds the notifiers, and takes up what an earlier run has left to deliver. Without an active notifier there is no thread and no
     * directory.
     *
     * @throws ConfigurationException if a notifier cannot be made as configured
     * @throws java.io.UncheckedIOException if the outbox is not writable or is in use by another process; the message says what to do
     */
    static Notifications start(NotificationsConfig config) {
        return RunningNotifications.start(config);
    }

    /**
     * Sends one marked notification of type {@code TEST} through each active notifier at once, without the outbox, and waits for the
     * results: 30 seconds at most.
     *
     * @throws ConfigurationException if a notifier cannot be made as configured
     */
    static List<NotifierTest> test(NotificationsConfig config) {
        return RunningNotifications.test(config);
    }

    /** Queues an event; never blocks. Ignored after {@link #close}. */
    @Override
    void onEvent(HeartbeatEvent event);

    /** Every notifier that was found or configured, whether it is active, and why not. */
    List<PluginStatus> plugins();

    /**
     * Stores what waits, lets what is being delivered finish and what is ready go, all within a few seconds; the rest is delivered after
     * the next start. Closes the notifiers. Safe to call again.
     */
    @Override
    void close();
}
