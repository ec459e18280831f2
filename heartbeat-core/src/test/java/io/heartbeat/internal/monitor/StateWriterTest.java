package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.monitor.StateWriter.Destination;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StateWriterTest {
    private static final long LONG = 20_000;
    private static final long AT_ONCE = 1;
    private static final List<String> OLD = List.of("old");
    private static final List<String> NEW = List.of("new");

    private final BlockingQueue<List<String>> written = new LinkedBlockingQueue<>();

    @Test
    void whatIsGivenIsWritten() throws InterruptedException {
        StateWriter<List<String>> writer = new StateWriter<>(written::add);
        assertThat(writer.idle()).isTrue();
        writer.write(OLD);
        assertThat(written.poll(LONG, TimeUnit.MILLISECONDS)).isEqualTo(OLD);
        writer.close();
        assertThat(writer.idle()).isTrue();
    }

    @Test
    void closingWritesWhatStillWaits() {
        StateWriter<List<String>> writer = new StateWriter<>(written::add);
        writer.write(OLD);
        writer.close();
        writer.close();

        assertThat(written).containsExactly(OLD);
    }

    @Test
    void aSlowDiskHoldsNobodyUpAndGetsTheNewestNext() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        StateWriter<List<String>> writer = new StateWriter<>(lines -> {
            busy.countDown();
            awaitOrInterrupt(free);
            written.add(lines);
        });
        writer.write(List.of("first"));
        busy.await();
        assertThat(writer.idle()).isFalse();
        writer.write(OLD);
        writer.write(NEW);
        free.countDown();
        writer.close();

        assertThat(written).containsExactly(List.of("first"), NEW);
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        StateWriter<List<String>> writer = new StateWriter<>(
                lines -> {
                    if (tries.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("as for a very large table");
                    }
                    written.add(lines);
                },
                AT_ONCE,
                LONG);
        writer.write(OLD);
        assertThat(written.poll(LONG, TimeUnit.MILLISECONDS)).isEqualTo(OLD);
        writer.close();
    }

    @Test
    void whatCannotBeWrittenIsTriedAgain() throws InterruptedException {
        StateWriter<List<String>> writer = new StateWriter<>(new FailsTwice(), AT_ONCE, LONG);
        writer.write(OLD);
        assertThat(written.poll(LONG, TimeUnit.MILLISECONDS)).isEqualTo(OLD);
        writer.close();

        assertThat(written).isEmpty();
        assertThat(writer.idle()).isTrue();
    }

    @Test
    void whatCannotBeWrittenGivesWayToSomethingNewer() throws InterruptedException {
        List<List<String>> tried = new CopyOnWriteArrayList<>();
        CountDownLatch failed = new CountDownLatch(1);
        StateWriter<List<String>> writer = new StateWriter<>(
                lines -> {
                    tried.add(lines);
                    if (lines.equals(OLD)) {
                        failed.countDown();
                        throw new IOException("disk full");
                    }
                },
                LONG,
                LONG);
        writer.write(OLD);
        failed.await();
        while (!writer.idle()) {
            Thread.onSpinWait();
        }
        writer.write(NEW);
        writer.close();

        assertThat(tried).containsExactly(OLD, NEW);
    }

    @Test
    void closingGivesAFailingDiskOneLastChanceAndNoMore() {
        List<List<String>> tried = new CopyOnWriteArrayList<>();
        StateWriter<List<String>> writer = new StateWriter<>(
                lines -> {
                    tried.add(lines);
                    throw new IllegalStateException("disk on fire");
                },
                LONG,
                LONG);
        writer.write(OLD);
        writer.close();

        assertThat(tried).hasSizeBetween(1, 2).containsOnly(OLD);
    }

    @Test
    void closingDoesNotWaitForADiskThatHangs() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        StateWriter<List<String>> writer = new StateWriter<>(
                lines -> {
                    hanging.countDown();
                    awaitOrInterrupt(new CountDownLatch(1));
                    interrupted.countDown();
                },
                AT_ONCE,
                50);
        writer.write(OLD);
        hanging.await();
        writer.close();

        assertThat(interrupted.await(LONG, TimeUnit.MILLISECONDS)).isTrue();
    }

    private final class FailsTwice implements Destination<List<String>> {
        private int tries;

        @Override
        public void write(List<String> lines) throws IOException {
            tries++;
            if (tries <= 2) {
                throw new IOException("disk full");
            }
            written.add(lines);
        }
    }

    private static void awaitOrInterrupt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
