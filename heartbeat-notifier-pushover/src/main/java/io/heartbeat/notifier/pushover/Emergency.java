package io.heartbeat.notifier.pushover;

import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.RecipientName;
import java.time.Duration;

/**
 * Whether and how a critical problem rings until somebody acknowledges it.
 *
 * @param isWanted whether it does
 * @param retry how long until it rings again
 * @param expire how long it goes on
 * @see <a href="https://pushover.net/api#priority">Priority</a>
 */
record Emergency(boolean isWanted, Duration retry, Duration expire) {

    /** Whether this is the end of something that may be ringing. */
    boolean isOverWith(Notification notification) {
        return isWanted && notification.phase() == Phase.RECOVERY;
    }

    /** By which an incident's alarm is known when it is over, in the same process or in a later one. */
    static String tag(Notification notification) {
        return "heartbeat-" + RecipientName.ofSecret("pushover incident", notification.incident());
    }
}
