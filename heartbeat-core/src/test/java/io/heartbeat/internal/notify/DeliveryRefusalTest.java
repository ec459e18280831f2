package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is tried again, what waits, and what is set aside. */
class DeliveryRefusalTest extends RunningDelivery {

    @Test
    void aFailureIsTriedAgainInOrderWithTheSameKey() throws Exception {
        phone.behaviour = (notification, attempt) -> {
            if (attempt.number() < 4) {
                throw new IOException("no route to host");
            }
            return Outcome.delivered("ref");
        };
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        await(() -> phone.delivered.size() == 2);

        assertThat(phone.delivered).containsExactly("Flatlined Host: nas", "Recovered Host: nas");
        assertThat(phone.attempts).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
        assertThat(phone.keys.subList(0, 4)).containsOnly(phone.keys.get(0));
        assertThat(phone.keys.subList(4, 8)).containsOnly(phone.keys.get(4));
        delivery.close();
        assertThat(log.with("phone cannot deliver: java.io.IOException: no route to host"))
                .hasSizeBetween(1, 2);
        assertThat(log.with("phone works again")).hasSizeBetween(1, 2);
        assertThat(Files.readString(directory.resolve("deliveries.log")))
                .contains("\tphone\tdelivered\t4\tHOST_FLATLINED\tnas\tf1\tref\n");
    }

    @Test
    void whateverANotifierDoesWrongHarmsItselfAlone() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Map<String, FakeNotifier.Behaviour> faults = Map.of(
                "throws",
                        (notification, attempt) -> {
                            throw new IllegalStateException("broken");
                        },
                "lacks-a-class",
                        (notification, attempt) -> {
                            throw new NoClassDefFoundError("com/example/Missing");
                        },
                "returns-null", (notification, attempt) -> nothing(),
                "returns-nonsense", (notification, attempt) -> new Outcome.Quota("", nothing()),
                "interrupts-itself",
                        (notification, attempt) -> {
                            Thread.currentThread().interrupt();
                            throw new InterruptedException();
                        },
                "hangs",
                        (notification, attempt) -> {
                            never.await();
                            return Outcome.delivered();
                        },
                "ignores-interrupts",
                        (notification, attempt) -> {
                            while (true) {
                                try {
                                    never.await();
                                    return Outcome.delivered();
                                } catch (InterruptedException ignored) {
                                    // as badly written plug-ins do
                                }
                            }
                        });
        faults.forEach((name, fault) -> notifier(name).behaviour = fault);
        timing = QUICK_TO_CLOSE;
        Delivery delivery = open();
        for (int i = 0; i < 100; i++) {
            delivery.accept(Events.restarted("id" + i, "host" + i));
        }
        delivery.awaitStored();
        await(() -> phone.delivered.size() == 100);
        await(() -> !log.with("does not return").isEmpty());
        await(() -> faults.keySet().stream()
                .filter(name -> !name.equals("ignores-interrupts"))
                .allMatch(name -> notifiers.get(name).attempts.contains(3)));
        Thread.sleep(2 * QUICK.attempt().toMillis());

        assertThat(log.with("does not return")).singleElement().asString().contains("ignores-interrupts");
        assertThat(log.with("NoClassDefFoundError: com/example/Missing")).hasSize(1);
        assertThat(log.with("returned null, a fault of")).hasSize(1);
        assertThat(log.with("no answer within")).isNotEmpty();
        assertThat(waiting("hangs")).hasSize(100);
        assertThat(waiting("throws")).hasSize(100);

        long begin = System.nanoTime();
        delivery.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        await(() -> Stream.of("throws", "hangs")
                .allMatch(name -> notifiers.get(name).closed.get() > 0));
        assertThat(notifiers.get("throws").closed).hasValue(1);
        assertThat(notifiers.get("hangs").closed).hasValue(1);
        assertThat(notifiers.get("ignores-interrupts").closed).hasValue(0);
        never.countDown();
        await(() -> threads().isEmpty());
        assertThat(waiting("ignores-interrupts")).as("not ours any more").hasSize(100);
    }

    @Test
    void aRefusedMessageIsSetAsideAndTheNextOneGoes() throws Exception {
        phone.behaviour = (notification, attempt) ->
                notification.host().equals("bad") ? Outcome.rejected(Refusal.PAYLOAD, "too long") : Outcome.delivered();
        Delivery delivery = open();
        delivery.accept(Events.restarted("id1", "bad"));
        delivery.accept(Events.restarted("id2", "good"));
        await(() -> phone.delivered.size() == 1);

        assertThat(phone.tried).containsExactly("Restarted Host: bad", "Restarted Host: good");
        delivery.close();
        assertThat(files("undelivered/phone")).containsExactly("000000000001_HOST_RESTARTED_bad.txt");
        assertThat(waiting("phone")).isEmpty();
        assertThat(log.with("too long")).hasSize(1);
    }

    @Test
    void refusedCredentialsKeepTheQueueAndAreReportedOnce() throws Exception {
        phone.behaviour = (notification, attempt) -> Outcome.rejected(Refusal.AUTHORISATION, "token was withdrawn");
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        await(() ->
                waiting("phone").size() == 2 && !log.with("token was withdrawn").isEmpty());
        Thread.sleep(300);
        assertThat(phone.tried).hasSize(1);
        assertThat(log.with("token was withdrawn")).hasSize(1);
        delivery.close();

        phone.behaviour = (notification, attempt) -> Outcome.delivered();
        open();
        await(() -> phone.delivered.size() == 2);
        assertThat(phone.delivered).containsExactly("Flatlined Host: nas", "Recovered Host: nas");
        assertThat(phone.keys.get(0)).isEqualTo(phone.keys.get(1)).isNotEqualTo(phone.keys.get(2));
    }

    @Test
    void aQuotaIsWaitedFor() {
        phone.behaviour = (notification, attempt) -> attempt.number() == 1
                ? Outcome.quota(Instant.now().plusMillis(400), "500 a month")
                : Outcome.delivered();
        long begin = System.nanoTime();
        open().accept(Events.flatlined("f1", "nas"));
        await(() -> phone.delivered.size() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(380));
        assertThat(phone.attempts).containsExactly(1, 2);
        assertThat(log.with("500 a month")).hasSize(1);
    }

    @Test
    void whatIsTooOldIsSetAside() throws Exception {
        timing = timing(LONG, Duration.ofMillis(500), LONG, LONG);
        phone.behaviour = (notification, attempt) -> Outcome.retry("no route to host");
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        await(() -> files("undelivered/phone").size() == 2);

        delivery.close();
        assertThat(waiting("phone")).as("that tells so").containsExactly("000000000002_UNDELIVERED_nas.txt");
        assertThat(log.with("set aside")).hasSizeBetween(1, 2);
        assertThat(Files.readString(directory.resolve("deliveries.log"))).contains("\texpired\t");
    }

    @Test
    void whatGotOldWhileNobodyRanIsTriedOnceMore() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            never.await();
            return Outcome.delivered();
        };
        timing = QUICK_TO_CLOSE;
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        delivery.awaitStored();
        delivery.close();

        timing = timing(LONG, Duration.ofMillis(1), LONG, LONG);
        phone.behaviour = (notification, attempt) -> Outcome.delivered();
        open();
        await(() -> phone.delivered.size() == 2);
    }

    @Test
    void theOldestOfVeryManyIsSetAside() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            go.await();
            return Outcome.delivered();
        };
        AtomicInteger setAside = new AtomicInteger();
        Outbox outbox = new Outbox() {
            @Override
            void record(String line) {
                setAside.addAndGet(line.contains("\toverflow\t") ? 1 : 0);
            }
        };
        timing = timing(LONG, LONG, LONG, LONG);
        Delivery delivery = opened(new Delivery(guarded(), outbox, Clock.system(), timing));
        delivery.accept(Events.restarted("id0", "host0"));
        await(() -> phone.tried.size() == 1);
        for (int i = 1; i < Backlog.MOST_WAITING + 11; i++) {
            delivery.accept(Events.restarted("id" + i, "host" + i));
        }
        delivery.awaitStored();
        await(() -> setAside.get() == 10);
        go.countDown();
        await(() -> phone.delivered.size() == Backlog.MOST_WAITING + 2);

        assertThat(phone.delivered)
                .startsWith("Restarted Host: host0", "10 Notifications were not delivered", "Restarted Host: host11");
        assertThat(log.with("the oldest are set aside")).hasSize(1);
    }

    /** What plug-in code that knows no NullAway may return. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (T) null;
    }
}
