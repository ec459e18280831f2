package io.heartbeat;

import io.heartbeat.NotifierTest.State;
import io.heartbeat.event.Severity;
import io.heartbeat.internal.net.LocalHostName;
import io.heartbeat.internal.notify.GuardedNotifier;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.internal.time.Moment;
import io.heartbeat.internal.time.Threads;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One test notification on its way, on a thread of its own. */
final class TestDelivery {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final GuardedNotifier notifier;
    private final String type;
    private final Moment begun = Moment.now(Clock.system());
    private final Thread thread;
    private volatile @Nullable Outcome outcome;

    TestDelivery(GuardedNotifier notifier, String type) {
        this.notifier = notifier;
        this.type = type;
        thread = Threads.start("notify-test-" + notifier.name(), this::run);
    }

    private void run() {
        String host = LocalHostName.get();
        String id = UUID.randomUUID().toString();
        Notification notification = new Notification(
                id,
                "TEST",
                host,
                begun.instant(),
                Severity.INFO,
                Notification.Phase.NOTE,
                id,
                "Test Notification: " + host,
                "This is only a test: Heartbeat on " + host + " can reach you through " + notifier.name(),
                Map.of());
        try {
            outcome = notifier.deliver(
                    notification,
                    new Attempt(1, begun.instant(), begun.instant().plus(LONGEST), id.replace("-", "")));
        } catch (InterruptedException tooLate) {
            Thread.currentThread().interrupt();
        }
        notifier.close();
    }

    /** Waits until 30 seconds have passed since it began, at most. */
    NotifierTest result() {
        long passedNanos = Clock.system().monotonicNanos() - begun.nanos();
        Threads.join(thread, Math.max(1, LONGEST.minusNanos(passedNanos).toMillis()));
        thread.interrupt();
        Outcome result = outcome;
        if (result instanceof Outcome.Delivered delivered) {
            return told(State.SENT, delivered.reference());
        }
        if (result instanceof Outcome.Rejected rejected) {
            return told(State.REFUSED, rejected.reason());
        }
        if (result instanceof Outcome.Quota quota) {
            return told(State.QUOTA, quota.reason());
        }
        return result instanceof Outcome.Retry retry
                ? told(State.UNAVAILABLE, retry.reason())
                : told(State.NO_ANSWER, "no answer within " + LONGEST.toSeconds() + " s");
    }

    private NotifierTest told(State state, String message) {
        return new NotifierTest(notifier.name(), type, state, message);
    }
}
