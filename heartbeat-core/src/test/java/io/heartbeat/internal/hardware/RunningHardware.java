package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.store.StateFile;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.HardwareMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A hardware loop with real threads and real files, and what it tells. */
abstract class RunningHardware {
    static final Duration TICK = Duration.ofMillis(5);
    static final Duration LONG = Duration.ofHours(1);
    static final CheckTiming FAST = fast(Duration.ofSeconds(30));

    @TempDir
    Path directory;

    final Told told = new Told();
    final CountDownLatch forEver = new CountDownLatch(1);
    final Map<String, HardwareMonitor> monitors = new LinkedHashMap<>();
    final AtomicLong leapNanos = new AtomicLong();
    private @Nullable HardwareLoop loop;

    @Nullable
    HardwareState state;

    @AfterEach
    void stop() {
        close();
        forEver.countDown();
    }

    static CheckTiming fast(Duration deadline) {
        return new CheckTiming(TICK, TICK, deadline);
    }

    void close() {
        if (loop != null) {
            loop.close();
        }
        if (state != null) {
            state.close();
        }
    }

    HardwareLoop start(CheckTiming timing) {
        HardwareState present = state;
        HardwareEngine engine =
                new HardwareEngine(HOST, monitors.keySet(), present == null ? List.of() : present.remembered());
        loop = new HardwareLoop(engine, monitors, timing, told, present, new LeapingClock());
        return loop;
    }

    HardwareLoop startWithState(CheckTiming timing) throws IOException {
        state = HardwareState.open(directory);
        return start(timing);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited in vain").isNegative();
            Thread.sleep(5);
        }
    }

    static List<String> threadsOf(String... types) {
        return List.of(types).stream()
                .flatMap(type -> threadsNamed("heartbeat-check-" + type).stream())
                .toList();
    }

    static List<String> threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name::equals)
                .toList();
    }

    final class LeapingClock implements Clock {
        @Override
        public long monotonicNanos() {
            return System.nanoTime() + leapNanos.get();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis() + leapNanos.get() / 1_000_000;
        }
    }

    /** Hears what is told, and looks what is on the disk at that moment. */
    static final class Told implements EventOutlet {
        final BlockingQueue<HeartbeatEvent> waiting = new LinkedBlockingQueue<>();
        final List<String> ids = new CopyOnWriteArrayList<>();
        final List<String> seen = new CopyOnWriteArrayList<>();
        volatile boolean failing;
        private @Nullable Path directory;
        private @Nullable HeartbeatEvent last;

        void peekInto(Path path) {
            directory = path;
        }

        static String condition(Path directory) throws IOException {
            return StateFile.peek(directory, "hardware").orElseThrow().stream()
                    .filter(line -> line.startsWith("condition\t"))
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void accept(HeartbeatEvent event) {
            try {
                look();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            ids.add(event.id());
            waiting.add(event);
        }

        @Override
        public void awaitStored() throws IOException {
            look();
            if (failing) {
                throw new IOException("disk full");
            }
        }

        private void look() throws IOException {
            if (directory != null) {
                seen.add(condition(directory));
            }
        }

        String lastMessage() {
            return last instanceof HardwareProblem problem ? problem.condition().message() : "";
        }

        /** The next event in short. */
        String next() throws InterruptedException {
            HeartbeatEvent event = waiting.poll(30, TimeUnit.SECONDS);
            last = event;
            if (event instanceof HardwareProblem problem) {
                return problem.severity() + " " + problem.condition().component() + " "
                        + problem.condition().code();
            }
            if (event instanceof io.heartbeat.event.HardwareRecovered recovered) {
                return "over " + recovered.condition().component() + " "
                        + recovered.condition().code();
            }
            return "nothing";
        }
    }
}
