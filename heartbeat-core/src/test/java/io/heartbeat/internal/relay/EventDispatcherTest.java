package io.heartbeat.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventDispatcherTest {
    private static final long LONG = 20_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);

    @Test
    void theGreetingComesFirstThenTheEventsInOrderOnOneThread() {
        List<String> expected =
                IntStream.range(0, 1_000).mapToObj(i -> "host" + i).toList();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        EventDispatcher dispatcher = new EventDispatcher(
                () -> heard.add("hello"),
                event -> {
                    heard.add(event.host());
                    threads.add(Thread.currentThread());
                },
                LONG);
        expected.forEach(host -> dispatcher.accept(event(host)));
        dispatcher.close();

        assertThat(heard).startsWith("hello").hasSize(1_001);
        assertThat(heard.subList(1, 1_001)).isEqualTo(expected);
        assertThat(threads.stream().distinct()).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("heartbeat-events");
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.isAlive()).isFalse();
        });
    }

    @Test
    void aListenerThatThrowsGetsTheNextEventAllTheSame() {
        EventDispatcher dispatcher = new EventDispatcher(
                () -> {
                    throw new IllegalStateException("not even the greeting");
                },
                event -> {
                    heard.add(event.host());
                    if (event.host().equals("a")) {
                        throw new NoClassDefFoundError("as broken plug-ins do");
                    }
                    throw new IllegalStateException();
                },
                LONG);
        dispatcher.accept(event("a"));
        dispatcher.accept(event("b"));
        dispatcher.accept(event("c"));
        dispatcher.close();

        assertThat(heard).containsExactly("a", "b", "c");
    }

    @Test
    void aListenerThatThrowsUndeclaredOrInterruptsItselfGetsTheNextEventAllTheSame() {
        EventDispatcher dispatcher = new EventDispatcher(() -> {}, event -> {
            heard.add(event.host());
            Thread.currentThread().interrupt();
            EventDispatcherTest.<RuntimeException>throwUndeclared(new IOException("as in Kotlin"));
        });
        dispatcher.accept(event("a"));
        await(() -> heard.size() == 1);
        dispatcher.accept(event("b"));
        await(() -> heard.size() == 2);
        dispatcher.close();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable e) throws T {
        throw (T) e;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aHangingListenerDoesNotKeepTheMonitorFromHandingOverEvents() throws InterruptedException {
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        EventDispatcher dispatcher = new EventDispatcher(
                () -> {},
                event -> {
                    delivered.add(event.host());
                    awaitQuietly(hang);
                },
                LONG);
        IntStream.range(0, 1_000).forEach(i -> dispatcher.accept(event("host" + i)));
        assertThat(delivered.poll(LONG, TimeUnit.MILLISECONDS)).isEqualTo("host0");
        assertThat(delivered).isEmpty();
        hang.countDown();
        dispatcher.close();

        assertThat(delivered).hasSize(999);
    }

    @Test
    void ifFarTooManyWaitTheOldestAreLost() throws InterruptedException {
        Map<String, Integer> delivered = new ConcurrentHashMap<>();
        CountDownLatch hanging = new CountDownLatch(1);
        EventDispatcher dispatcher = new EventDispatcher(
                () -> {
                    hanging.countDown();
                    awaitQuietly(hang);
                },
                event -> delivered.merge(event.host(), 1, Integer::sum),
                LONG);
        hanging.await();
        HeartbeatEvent old = event("old");
        IntStream.range(0, 10).forEach(i -> dispatcher.accept(old));
        HeartbeatEvent young = event("young");
        IntStream.range(0, EventDispatcher.MOST_WAITING).forEach(i -> dispatcher.accept(young));
        hang.countDown();
        dispatcher.close();

        assertThat(delivered).containsOnlyKeys("young").containsEntry("young", EventDispatcher.MOST_WAITING);
    }

    @Test
    void aListenerMayCloseAndStillGetsWhatHasHappened() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch ready = new CountDownLatch(1);
        AtomicReference<@Nullable EventDispatcher> dispatcher = new AtomicReference<>();
        dispatcher.set(new EventDispatcher(() -> awaitQuietly(ready), event -> {
            heard.add(event.host());
            EventDispatcher closing = dispatcher.get();
            if (closing != null) {
                closing.close();
            }
            if (heard.size() == 2) {
                all.countDown();
            }
        }));
        EventDispatcher events = dispatcher.get();
        if (events != null) {
            events.accept(event("a"));
            events.accept(event("b"));
        }
        ready.countDown();

        assertThat(all.await(LONG, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void closingDoesNotWaitForAListenerThatHangsAndDeliversNothingAfterwards() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        EventDispatcher dispatcher = new EventDispatcher(
                () -> {
                    hanging.countDown();
                    awaitQuietly(hang);
                    interrupted.countDown();
                },
                event -> heard.add(event.host()),
                50);
        hanging.await();
        dispatcher.accept(event("a"));
        dispatcher.close();
        dispatcher.close();

        assertThat(interrupted.await(LONG, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(heard).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HeartbeatEvent event(String host) {
        return new HostDeparted(host, host, Instant.EPOCH);
    }
}
