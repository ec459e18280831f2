package io.heartbeat.internal.hardware;

import static io.heartbeat.internal.hardware.WatchedHardware.hot;
import static io.heartbeat.internal.hardware.WatchedHardware.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.CheckContext;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only real threads can show. */
@Timeout(60)
class HardwareLoopTest extends RunningHardware {
    @Test
    void everyMonitorChecksAtOnceInAThreadOfItsOwnAndIsClosedOnce() throws InterruptedException {
        List<String> threads = new CopyOnWriteArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        HardwareMonitor monitor = new HardwareMonitor() {
            @Override
            public HardwareReport check(CheckContext context) {
                threads.add(Thread.currentThread().getName());
                return HardwareReport.complete(List.of(part("a", hot())));
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        monitors.put("disk", monitor);
        monitors.put("fan", monitor);
        HardwareLoop started = start(CheckTiming.every(LONG));
        started.awaitFirstChecks();
        assertThat(List.of(told.next(), told.next()))
                .containsExactlyInAnyOrder("WARNING disk:a hot", "WARNING fan:a hot");
        assertThat(started.conditions()).hasSize(2);
        assertThat(started.components()).hasSize(2);
        close();
        close();

        assertThat(threads).containsExactlyInAnyOrder("heartbeat-check-disk", "heartbeat-check-fan");
        assertThat(closed).hasValue(2);
        assertThat(threadsNamed("heartbeat-hardware")).isEmpty();
        await(() -> threadsOf("disk", "fan").isEmpty());
    }

    @Test
    void aMonitorThatHangsForEverBlocksOnlyItself() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger healthy = new AtomicInteger();
        CountDownLatch letGo = new CountDownLatch(1);
        monitors.put("stuck", context -> {
            if (begun.incrementAndGet() == 1) {
                ignoringInterrupts(letGo);
                return HardwareReport.complete(List.of(part("late", hot())));
            }
            return HardwareReport.complete(List.of(part("a")));
        });
        monitors.put("disk", context -> {
            healthy.incrementAndGet();
            return HardwareReport.complete(List.of(part("a")));
        });
        HardwareLoop started = start(fast(Duration.ofSeconds(2)));

        assertThat(told.next()).isEqualTo("WARNING stuck:monitor check-failing");
        assertThat(told.lastMessage()).isEqualTo("it did not end within 2 s");
        int before = healthy.get();
        await(() -> healthy.get() > before + 3);
        assertThat(threadsOf("stuck")).hasSize(1);
        assertThat(begun).hasValue(1);
        letGo.countDown();
        assertThat(told.next()).isEqualTo("over stuck:monitor check-failing");
        assertThat(started.components()).extracting(ComponentView::component).doesNotContain("stuck:late");
    }

    /** As it may without memory. */
    @Test
    void aCheckWhoseThreadEndsWithoutAResultHasFailedAndIsBegunAgain() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        monitors.put("broken", context -> {
            if (begun.incrementAndGet() <= 2) {
                throw new Unspeakable();
            }
            return HardwareReport.complete(List.of(part("a", hot())));
        });
        start(fast(Duration.ofMillis(200)));

        await(() -> begun.get() > 3);
        assertThat(told.next()).isEqualTo("WARNING broken:a hot");
    }

    /** What cannot even be asked for its message. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw Unspeakable.<RuntimeException>undeclared(new IOException("for the test"));
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <X extends Throwable> X undeclared(Throwable failure) throws X {
            throw (X) failure;
        }
    }

    @Test
    void aCheckIsInterruptedAtItsDeadline() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        monitors.put("slow", context -> {
            assertThat(context.deadline()).isBefore(Instant.now().plusSeconds(1));
            try {
                forEver.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return HardwareReport.complete(List.of());
        });
        start(fast(Duration.ofMillis(100)));

        interrupted.await();
        assertThat(told.next()).isEqualTo("WARNING slow:monitor check-failing");
    }

    @Test
    @SuppressWarnings("NullAway")
    void whateverACheckThrowsIsItsMonitorsFailureAlone() throws InterruptedException {
        monitors.put("io", context -> {
            throw new IOException("smartctl not found");
        });
        monitors.put("linkage", context -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        monitors.put("none", context -> null);
        monitors.put("evil", context -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("even this");
                }
            };
        });
        AtomicInteger healthy = new AtomicInteger();
        monitors.put("disk", context -> {
            healthy.incrementAndGet();
            return HardwareReport.complete(List.of(part("a")));
        });
        HardwareLoop started = start(FAST);
        for (int i = 0; i < 4; i++) {
            told.next();
        }

        assertThat(started.conditions())
                .extracting(condition -> condition.component() + " " + condition.message())
                .containsExactlyInAnyOrder(
                        "io:monitor IOException: smartctl not found",
                        "linkage:monitor NoClassDefFoundError: com/example/Missing",
                        "none:monitor it returned no report",
                        "evil:monitor ");
        int before = healthy.get();
        await(() -> healthy.get() > before + 1);
    }

    @Test
    void aSlowMonitorDoesNotDelayAnother() throws InterruptedException {
        monitors.put("slow", context -> {
            forEver.await();
            return HardwareReport.complete(List.of());
        });
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        HardwareLoop started = start(CheckTiming.every(LONG));

        assertThat(told.next()).isEqualTo("WARNING disk:a hot");
        assertThat(started.conditions()).isNull();
    }

    @Test
    void aMachineThatWasSuspendedDoesNotCatchUp() throws InterruptedException {
        AtomicInteger checks = new AtomicInteger();
        monitors.put("disk", context -> {
            checks.incrementAndGet();
            return HardwareReport.complete(List.of(part("a")));
        });
        HardwareLoop started = start(CheckTiming.every(LONG));
        started.awaitFirstChecks();
        for (int i = 0; i < 3; i++) {
            leapNanos.addAndGet(TimeUnit.HOURS.toNanos(100));
            long leapt = new LeapingClock().wallMillis();
            started.forget("nothing"); // wakes the loop
            await(() -> started.components().get(0).checkedMillis() >= leapt);
        }
        Thread.sleep(300);

        assertThat(checks).hasValue(4);
    }

    @Test
    void aCheckMayAskWhatWasBefore() throws InterruptedException {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        monitors.put("disk", context -> {
            answers.add(context.isOpen("a", "hot") + " " + context.growth("a", "errors", 5, Duration.ofDays(1)));
            return HardwareReport.complete(List.of(ComponentReport.checked(
                    "a", "Disk a", List.of(hot()), List.of(io.heartbeat.spi.Reading.counter("errors", 3)))));
        });
        start(FAST);

        assertThat(answers.take()).isEqualTo("false 0.0");
        assertThat(answers.take()).isEqualTo("true 2.0");
    }

    @Test
    void whatIsForgottenIsOver() throws InterruptedException {
        monitors.put("disk", context -> HardwareReport.complete(List.of(part("a", hot()))));
        HardwareLoop started = start(CheckTiming.every(LONG));
        told.next();

        assertThat(started.forget("disk:a")).isTrue();
        assertThat(started.components()).isEmpty();
        assertThat(told.next()).isEqualTo("over disk:a hot");
        assertThat(started.forget("disk:a")).isFalse();
    }

    @Test
    void closingWaitsForNobodyThatHangs() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicBoolean closed = new AtomicBoolean();
        monitors.put("stuck", new HardwareMonitor() {
            @Override
            public HardwareReport check(CheckContext context) {
                begun.countDown();
                ignoringInterrupts(forEver);
                return HardwareReport.complete(List.of());
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
        AtomicBoolean interrupted = new AtomicBoolean();
        monitors.put("sticky", new HardwareMonitor() {
            @Override
            public HardwareReport check(CheckContext context) {
                begun.countDown();
                return HardwareReport.complete(List.of());
            }

            @Override
            public void close() {
                try {
                    forEver.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
        });
        HardwareLoop started = start(CheckTiming.every(LONG));
        begun.await();
        long start = System.nanoTime();
        started.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(closed).isFalse();
        while (!interrupted.get()) {
            Thread.onSpinWait();
        }
    }

    private static void ignoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }
}
