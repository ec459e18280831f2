package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A delivery that runs, with notifiers that can be made to fail; what all of its tests begin with. */
@Timeout(180)
abstract class RunningDelivery {
    static final Duration LONG = Duration.ofSeconds(50);
    static final Timing QUICK = timing(Duration.ofMillis(300), LONG, LONG, LONG);
    static final Timing QUICK_TO_CLOSE = timing(QUICK.attempt(), LONG, LONG, Duration.ofMillis(1_500));

    @TempDir
    Path directory;

    final LogLines log = new LogLines();
    final Map<String, FakeNotifier> notifiers = new LinkedHashMap<>();
    final FakeNotifier phone = notifier("phone");
    Timing timing = QUICK;
    private final List<Delivery> opened = new ArrayList<>();

    @AfterEach
    void leavesNothingBehind() {
        opened.forEach(Delivery::close);
        log.close();
        await(() -> threads().isEmpty());
    }

    FakeNotifier notifier(String name) {
        return notifiers.computeIfAbsent(name, any -> new FakeNotifier());
    }

    Delivery open() {
        try {
            return opened(new Delivery(guarded(), new StoredOutbox(directory, wishes()), Clock.system(), timing));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Delivery openInMemory() {
        return opened(new Delivery(guarded(), new Outbox(), Clock.system(), timing));
    }

    Delivery opened(Delivery delivery) {
        opened.add(delivery);
        return delivery;
    }

    Map<String, Wishes> wishes() {
        Map<String, Wishes> wishes = new LinkedHashMap<>();
        notifiers.keySet().forEach(name -> wishes.put(name, Wishes.EVERYTHING));
        return wishes;
    }

    List<GuardedNotifier> guarded() {
        return notifiers.entrySet().stream()
                .map(entry -> new GuardedNotifier(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Timing timing(Duration attempt, Duration kept, Duration storing, Duration closing) {
        return new Timing(
                Duration.ZERO,
                Duration.ZERO,
                attempt,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofHours(6),
                kept,
                Duration.ofMillis(300),
                storing,
                closing,
                Integer.MAX_VALUE,
                LONG,
                LONG,
                LONG.multipliedBy(1_000));
    }

    /** As usual, but for this. */
    static Timing gathering(Duration gathering) {
        return gathering(gathering, gathering);
    }

    static Timing gathering(Duration gathering, Duration together) {
        Timing usual = Timing.USUAL;
        return new Timing(
                gathering,
                together,
                usual.attempt(),
                usual.grace(),
                usual.firstBackoff(),
                usual.longestBackoff(),
                usual.parked(),
                usual.kept(),
                usual.idle(),
                usual.storing(),
                usual.closing(),
                usual.burst(),
                usual.burstWithin(),
                usual.storm(),
                usual.late());
    }

    List<String> waiting(String queue) {
        return files("waiting/" + queue);
    }

    List<String> files(String folder) {
        String[] files = directory.resolve(folder).toFile().list();
        return files == null ? List.of() : Arrays.stream(files).sorted().toList();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("heartbeat-outbox") || name.startsWith("heartbeat-notify-"))
                .sorted()
                .toList();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited in vain").isNegative();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
