package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of everything at the end. */
class DeliveryCloseTest extends RunningDelivery {

    @Test
    void closingStoresWhatWasAcceptedAndDeliversWhatIsReady() {
        timing = timing(LONG, LONG, LONG, LONG);
        Delivery delivery = open();
        IntStream.range(0, 200).forEach(i -> delivery.accept(Events.restarted("id" + i, "host" + i)));
        delivery.close();

        assertThat(phone.delivered).hasSize(200);
        assertThat(phone.closed).hasValue(1);
        delivery.accept(Events.restarted("too late", "nas"));
        delivery.close();
        assertThat(phone.closed).hasValue(1);
        assertThat(threads()).isEmpty();
    }

    @Test
    void whatIsBeingDeliveredAtTheEndMayFinish() {
        CountDownLatch begun = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            begun.countDown();
            Thread.sleep(200);
            return Outcome.delivered();
        };
        timing = timing(LONG, LONG, LONG, LONG);
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        await(() -> begun.getCount() == 0);
        delivery.close();

        assertThat(phone.delivered).hasSize(1);
        assertThat(waiting("phone")).isEmpty();
    }

    @Test
    void whatTakesTooLongAtTheEndIsDeliveredAfterTheNextStart() throws Exception {
        timing = timing(LONG, LONG, LONG, Duration.ofMillis(1_500));
        CountDownLatch never = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            never.await();
            return Outcome.delivered();
        };
        Delivery delivery = open();
        IntStream.range(0, 5).forEach(i -> delivery.accept(Events.restarted("id" + i, "host" + i)));
        delivery.awaitStored();
        await(() -> phone.tried.size() == 1);
        delivery.close();
        await(() -> threads().isEmpty());
        assertThat(phone.closed).hasValue(1);
        assertThat(phone.tried).hasSize(1);
        assertThat(waiting("phone")).hasSize(5);

        phone.behaviour = (notification, attempt) -> Outcome.delivered();
        open();
        await(() -> phone.delivered.size() == 5);
        assertThat(phone.keys.get(0)).isEqualTo(phone.keys.get(1));
        assertThat(phone.delivered.get(0)).isEqualTo("Restarted Host: host0");
    }

    @Test
    void aNotifierMayItselfBringTheEnd() throws Exception {
        Delivery delivery = open();
        CountDownLatch closed = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            delivery.close();
            closed.countDown();
            return Outcome.delivered();
        };
        delivery.accept(Events.flatlined("f1", "nas"));
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        await(() -> threads().isEmpty());
    }

    @Test
    void whatCameTooLateIsNotCalledStored() throws Exception {
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.close();
        delivery.awaitStored();
        delivery.accept(Events.flatlined("f2", "pi"));
        assertThatIOException().isThrownBy(delivery::awaitStored).withMessageContaining("closed");
    }
}
