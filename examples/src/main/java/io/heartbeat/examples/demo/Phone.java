package io.heartbeat.examples.demo;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A notifier whose recipient is the audience. */
final class Phone implements Notifier {
    private final Stage stage;
    private final List<String> titles = new ArrayList<>();

    Phone(Stage stage) {
        this.stage = stage;
    }

    @Override
    public synchronized Outcome deliver(Notification notification, Attempt attempt) {
        stage.ring(notification);
        titles.add(notification.title());
        notifyAll();
        return Outcome.delivered();
    }

    /** Waits until a notification of this title has arrived. */
    synchronized void await(String title, Duration patience) throws DemoFailedException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!titles.contains(title)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new DemoFailedException("Waited " + patience.toSeconds() + " s in vain for '" + title + "'");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
