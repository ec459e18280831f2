package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory runs out at one step on the way of a notification: each time that a thread of the delivery asks for the time, it may. */
@Timeout(60)
class DeliveryWithoutMemoryTest {
    private static final long LONG_SECONDS = 30;

    @TempDir
    Path directory;

    private final FakeNotifier phone = new FakeNotifier();

    @ParameterizedTest
    @CsvSource({
        "outbox, 1", "outbox, 2", "outbox, 3", "outbox, 4", "outbox, 5", "outbox, 6", "outbox, 7", "outbox, 8",
        "notify, 1", "notify, 2", "notify, 3", "notify, 4", "notify, 5", "notify, 6", "notify, 7", "notify, 8"
    })
    void whatHappensThenIsToldOnceThereIsMemoryAgain(String role, int step) throws Exception {
        StoredOutbox outbox = new StoredOutbox(directory, Map.of("phone", Wishes.EVERYTHING));
        ShortOfMemory clock = new ShortOfMemory("heartbeat-" + role, step);
        Delivery delivery = new Delivery(List.of(new GuardedNotifier("phone", phone)), outbox, clock, Timing.USUAL);
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        delivery.accept(Events.restarted("s1", "pi"));
        delivery.awaitStored();
        awaitThree();
        delivery.accept(Events.flatlined("f2", "nas"));
        delivery.awaitStored();
        delivery.close();

        assertThat(clock.asked).hasValueGreaterThanOrEqualTo(step);
        assertThat(phone.delivered.stream().distinct())
                .containsExactly("Flatlined Host: nas", "Recovered Host: nas", "Restarted Host: pi");
        assertThat(phone.delivered).last().isEqualTo("Flatlined Host: nas");
        assertThat(phone.keys.stream().distinct()).hasSize(4);
    }

    private void awaitThree() throws InterruptedException {
        long begin = System.nanoTime();
        while (phone.keys.stream().distinct().count() < 3) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(LONG_SECONDS));
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static final class ShortOfMemory implements Clock {
        final AtomicInteger asked = new AtomicInteger();
        private final String thread;
        private final int step;

        ShortOfMemory(String thread, int step) {
            this.thread = thread;
            this.step = step;
        }

        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            if (Thread.currentThread().getName().startsWith(thread) && asked.incrementAndGet() == step) {
                throw new OutOfMemoryError("for the test");
            }
            return System.currentTimeMillis();
        }
    }
}
