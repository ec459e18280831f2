package io.heartbeat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.notify.Beliefs;
import io.heartbeat.internal.notify.Delivery;
import io.heartbeat.internal.notify.GuardedNotifier;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Notifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts delivery together from its configuration. */
final class RunningNotifications implements Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final List<PluginStatus> plugins;
    private final @Nullable Delivery delivery;

    private RunningNotifications(List<PluginStatus> plugins, @Nullable Delivery delivery) {
        this.plugins = plugins;
        this.delivery = delivery;
    }

    static RunningNotifications start(NotificationsConfig config) {
        Resolved<Notifier> resolved = config.resolve();
        List<GuardedNotifier> notifiers = guarded(config, resolved);
        Path outbox = config.stateDirectory()
                .map(directory -> directory.resolve("outbox"))
                .orElse(null);
        if (notifiers.isEmpty()) {
            if (outbox != null) {
                Delivery.warnOfWaiting(outbox);
            }
            return new RunningNotifications(resolved.statuses(), null);
        }
        try {
            Delivery delivery = Delivery.open(notifiers, outbox, Clock.system());
            log.info("Notifications go out through {}", resolved.names());
            return new RunningNotifications(resolved.statuses(), delivery);
        } catch (IOException e) {
            notifiers.forEach(GuardedNotifier::close);
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            notifiers.forEach(GuardedNotifier::close);
            throw e;
        }
    }

    private static List<GuardedNotifier> guarded(NotificationsConfig config, Resolved<Notifier> resolved) {
        return resolved.active().stream()
                .map(active -> new GuardedNotifier(active.name(), active.plugin(), config.wishes(active.name())))
                .toList();
    }

    static List<NotifierTest> test(NotificationsConfig config) {
        Resolved<Notifier> resolved = config.resolve();
        List<TestDelivery> tests = guarded(config, resolved).stream()
                .map(notifier -> new TestDelivery(notifier, typeOf(notifier.name(), resolved.statuses())))
                .toList();
        return tests.stream().map(TestDelivery::result).toList();
    }

    /** An instance with several recipients has several notifiers, named {@code INSTANCE.RECIPIENT}. */
    private static String typeOf(String name, List<PluginStatus> statuses) {
        return statuses.stream()
                .filter(status -> name.equals(status.name()) || name.startsWith(status.name() + "."))
                .map(PluginStatus::type)
                .findFirst()
                .orElse("");
    }

    @Override
    public void onEvent(HeartbeatEvent event) {
        if (delivery != null) {
            delivery.accept(event);
        }
    }

    /**
     * Returns once every event so far would survive a crash, as far as it is told at all.
     *
     * @throws IOException if that is not possible now
     */
    void awaitStored() throws IOException {
        if (delivery != null) {
            delivery.awaitStored();
        }
    }

    /** What people believe; null if nobody is told anything. */
    @Nullable
    Beliefs beliefs() {
        return delivery == null ? null : delivery.beliefs();
    }

    @Override
    public List<PluginStatus> plugins() {
        return plugins;
    }

    @Override
    public void close() {
        if (delivery != null) {
            delivery.close();
        }
    }
}
