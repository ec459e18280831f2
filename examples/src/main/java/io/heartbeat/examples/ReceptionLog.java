package io.heartbeat.examples;

import io.heartbeat.event.Reception;
import io.heartbeat.event.Rejection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a monitor received: at the end, and after a minute in which a reason for rejections appeared or has doubled.
 * Doubling, because a second path through the network rejects every other beat for ever.
 */
final class ReceptionLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReceptionLog.class);

    private final Supplier<Reception> reception;
    private final Map<Rejection, Long> told = new EnumMap<>(Rejection.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat-reception");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> checks;

    ReceptionLog(Supplier<Reception> reception) {
        this.reception = reception;
        this.checks = timer.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.MINUTES);
    }

    private void check() {
        Reception now = reception.get();
        if (isNews(now)) {
            log.info(text(now));
        }
    }

    /** Whether this is worth a line; if so, it counts as told. */
    boolean isNews(Reception now) {
        boolean grown = now.rejected().entrySet().stream()
                .anyMatch(entry -> entry.getKey() != Rejection.OWN_BEAT
                        && entry.getValue() > 0
                        && entry.getValue() >= 2 * told.getOrDefault(entry.getKey(), 0L));
        if (grown) {
            told.putAll(now.rejected());
        }
        return grown;
    }

    static String text(Reception reception) {
        String rejected = reception.rejected().entrySet().stream()
                .sorted(Map.Entry.<Rejection, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey().meaning() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
        long sum = reception.rejected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return "Received " + reception.received() + (reception.received() == 1 ? " datagram" : " datagrams")
                + ", counted " + reception.accepted() + ", rejected " + sum
                + (rejected.isEmpty() ? "" : " (" + rejected + ")")
                + (reception.dropped() == 0
                        ? ""
                        : "; the receive buffer was too small for " + reception.dropped() + " more");
    }

    @Override
    public void close() {
        checks.cancel(false);
        timer.shutdown();
        log.info(text(reception.get()));
    }
}
