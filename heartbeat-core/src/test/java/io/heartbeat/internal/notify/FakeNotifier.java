package io.heartbeat.internal.notify;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A notifier that does what the test says, and remembers what it got. */
final class FakeNotifier implements Notifier {

    /** What it does. */
    interface Behaviour {
        Outcome deliver(Notification notification, Attempt attempt) throws Exception;
    }

    final List<String> tried = new CopyOnWriteArrayList<>();
    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<Integer> attempts = new CopyOnWriteArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    volatile Behaviour behaviour = (notification, attempt) -> Outcome.delivered();

    @Override
    public Outcome deliver(Notification notification, Attempt attempt) throws Exception {
        tried.add(notification.title());
        keys.add(attempt.idempotencyKey());
        attempts.add(attempt.number());
        Outcome outcome = behaviour.deliver(notification, attempt);
        if (outcome instanceof Outcome.Delivered) {
            delivered.add(notification.title());
        }
        return outcome;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
