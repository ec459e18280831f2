package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Disks, events and exceptions that are not as they should be. */
class DeliveryFaultTest extends RunningDelivery {

    @Test
    void aDiskThatFailsKeepsNobodyFromBeingTold() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        timing = timing(LONG, LONG, Duration.ofSeconds(5), LONG);
        FakeNotifier mail = notifier("mail");
        mail.behaviour = (notification, attempt) -> {
            go.await();
            return Outcome.delivered();
        };
        Delivery delivery = open();
        Path inTheWay = Files.createFile(directory.resolve("waiting"));
        delivery.accept(Events.flatlined("f1", "nas"));

        assertThatIOException()
                .isThrownBy(delivery::awaitStored)
                .withMessageContaining("cannot be stored")
                .withMessageContaining("state-dir");
        await(() -> phone.delivered.size() == 1);
        assertThat(log.with("would not survive")).hasSize(1);

        Files.delete(inTheWay);
        await(() -> !log.with("can be stored again").isEmpty());
        delivery.awaitStored();
        assertThat(waiting("phone")).isEmpty();
        assertThat(waiting("mail")).hasSize(1);
        go.countDown();
        await(() -> mail.delivered.size() == 1 && waiting("mail").isEmpty());
        assertThat(phone.tried).hasSize(1);
    }

    @Test
    void anEventThatCannotBeWordedIsReportedAndTheNextOneIsTold() throws Exception {
        Delivery delivery = open();
        delivery.accept(new io.heartbeat.event.HostDeparted("d1", "nas", Instant.MAX));
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.awaitStored();
        await(() -> phone.delivered.size() == 1);
        assertThat(log.with("Nobody can be told of")).hasSize(1);
    }

    @Test
    void anErrorInBetweenStopsNothing() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        timing = timing(LONG, LONG, Duration.ofMillis(200), LONG);
        Outbox outbox = new Outbox() {
            @Override
            void commit(Ledger ledger) {
                if (commits.incrementAndGet() == 1) {
                    throw new StackOverflowError("once");
                }
            }
        };
        Delivery delivery = opened(new Delivery(guarded(), outbox, Clock.system(), timing));
        delivery.accept(Events.flatlined("f1", "nas"));
        await(() -> phone.delivered.size() == 1);
        delivery.accept(Events.flatlined("f2", "pi"));
        await(() -> phone.delivered.size() == 2);
        await(() -> !log.with("can be stored again").isEmpty());
        delivery.awaitStored();
    }

    @Test
    void aFaultThatCannotEvenSayWhatItIsDoesNoMoreHarm() throws Exception {
        phone.behaviour = (notification, attempt) -> {
            if (attempt.number() == 1) {
                throw new UnspeakableException();
            }
            return Outcome.delivered();
        };
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        await(() -> phone.delivered.size() == 1);
        assertThat(phone.attempts).containsExactly(1, 2);
    }

    private static final class UnspeakableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("as bad as it gets");
        }
    }
}
