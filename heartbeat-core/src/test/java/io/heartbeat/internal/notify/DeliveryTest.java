package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is told of what, in which order, and what can be seen of it. */
class DeliveryTest extends RunningDelivery {

    @Test
    void everyNotifierIsToldOfEverythingInOrder() throws Exception {
        FakeNotifier mail = notifier("mail");
        Delivery delivery = open();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            delivery.accept(Events.restarted("id" + i, "host" + i));
            expected.add("Restarted Host: host" + i);
        }
        delivery.awaitStored();
        await(() -> phone.delivered.size() == 1_000 && mail.delivered.size() == 1_000);

        assertThat(phone.delivered).isEqualTo(expected);
        assertThat(mail.delivered).isEqualTo(expected);
        assertThat(phone.keys).doesNotHaveDuplicates().doesNotContainAnyElementsOf(mail.keys);
        delivery.close();
        assertThat(waiting("phone")).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("deliveries.log")))
                .hasSize(2_000)
                .anySatisfy(line -> assertThat(line)
                        .matches("[-0-9]{10}T[0-9:.]+Z\tphone\tdelivered\t1\tHOST_RESTARTED\thost7\tid7\t"));
    }

    @Test
    void hostsThatNameEachOtherAreWaitedForAndToldTogether() throws Exception {
        timing = gathering(Duration.ZERO, LONG);
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas", "192.0.2.8", 0, "pi", "web"));
        delivery.accept(Events.restarted("r1", "attic"));
        delivery.accept(Events.flatlined("f2", "pi", "192.0.2.9", 0, "nas", "web"));
        delivery.close();

        assertThat(phone.delivered).containsExactly("Flatlined 2 Hosts: nas, pi", "Restarted Host: attic");
    }

    @Test
    void whoNamesOnlySuchAsAreKnownToBeDownIsToldAtOnce() throws Exception {
        timing = gathering(Duration.ZERO, LONG);
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas", "192.0.2.8", 0));
        await(() -> phone.delivered.size() == 1);
        delivery.accept(Events.flatlined("f2", "pi", "192.0.2.9", 0, "nas"));
        await(() -> phone.delivered.size() == 2);
    }

    @Test
    void whatGoesWrongWithOneComponentAtOneTimeIsOneNotification() throws Exception {
        List<Notification> shown = new CopyOnWriteArrayList<>();
        phone.behaviour = (notification, attempt) -> {
            shown.add(notification);
            return Outcome.delivered();
        };
        timing = gathering(Timing.USUAL.gathering().multipliedBy(10));
        Delivery delivery = open();
        delivery.accept(Events.problem("nas", "disk.a", Severity.WARNING));
        delivery.accept(Events.problem("nas", "disk.b", Severity.CRITICAL));
        delivery.accept(Events.problem("pi", "disk.a", Severity.WARNING));
        delivery.accept(Events.cured("nas", "disk.a", Severity.WARNING));
        delivery.accept(Events.cured("nas", "disk.b", Severity.CRITICAL));
        await(() -> phone.delivered.size() == 3);

        assertThat(phone.delivered)
                .containsExactly("Hardware Problem: nas", "Hardware Problem: pi", "Hardware Recovered: nas");
        assertThat(shown.get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(shown.get(0).text().lines()).hasSize(3);
        assertThat(shown.get(0).details()).containsEntry("code", "disk.a, disk.b");
        assertThat(shown.get(2).incident()).isEqualTo(shown.get(0).incident());
    }

    @Test
    void manyAtOnceLeaveAsDigestsAndNothingIsLost() throws Exception {
        List<String> texts = new CopyOnWriteArrayList<>();
        phone.behaviour = (notification, attempt) -> {
            texts.add(notification.title() + "\n" + notification.text());
            return Outcome.delivered();
        };
        timing = gathering(Duration.ofMillis(300));
        Delivery delivery = open();
        IntStream.range(0, 100).forEach(i -> delivery.accept(Events.restarted("id" + i, "host" + i)));
        delivery.awaitStored();
        delivery.close();

        assertThat(texts).hasSizeBetween(3, 5);
        assertThat(String.join("\n", texts).lines().filter(line -> line.contains("Restarted Host: host")))
                .hasSize(100);
        assertThat(waiting("phone")).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("deliveries.log")).stream()
                        .filter(line -> line.contains("\tgathered\t")))
                .hasSizeGreaterThan(80);
    }

    @Test
    void theEndOfASilenceIsNoticedWithoutAnyEvent() throws Exception {
        OutboxView outside = new OutboxView(directory);
        Delivery delivery = open();
        Silence first = hourOfSilence(outside, "n*");
        Silence second = hourOfSilence(outside, "w*");
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.accept(Events.flatlined("f2", "pi"));
        delivery.accept(Events.flatlined("f3", "web"));
        await(() -> phone.delivered.size() == 1);
        outside.end(first::equals);
        await(() -> phone.delivered.size() == 2);
        delivery.close();
        open();
        outside.end(second::equals);

        await(() -> phone.delivered.size() == 3);
        assertThat(phone.delivered).containsExactly("Flatlined Host: pi", "Flatlined Host: nas", "Flatlined Host: web");
    }

    @Test
    void whyNothingGoesOutCanBeSeenFromOutside() throws Exception {
        phone.behaviour = (notification, attempt) -> {
            throw new IOException("no route to host");
        };
        Delivery delivery = open();
        OutboxView outside = new OutboxView(directory);
        delivery.accept(Events.flatlined("f1", "nas"));
        await(() -> outside.troubles().containsKey("phone"));

        assertThat(outside.inUse()).isTrue();
        assertThat(outside.troubles()).containsEntry("phone", "java.io.IOException: no route to host");
        assertThat(outside.waiting()).singleElement().satisfies(item -> {
            assertThat(item.queue()).isEqualTo("phone");
            assertThat(item.notification().title()).isEqualTo("Flatlined Host: nas");
        });
        phone.behaviour = (notification, attempt) -> Outcome.delivered();
        await(() -> outside.troubles().isEmpty() && outside.waiting().isEmpty());
        delivery.close();
        assertThat(outside.inUse()).isFalse();
    }

    @Test
    void inMemoryItWorksTheSameWithoutADirectory() throws Exception {
        Delivery delivery = openInMemory();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.awaitStored();
        delivery.accept(Events.flatlined("f2", "nas"));
        delivery.accept(Events.recovered("r1", "nas"));
        await(() -> phone.delivered.size() == 2);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void threadsAreThereWhileThereIsSomethingToDo() throws Exception {
        Delivery delivery = open();
        assertThat(threads()).isEmpty();
        CountDownLatch go = new CountDownLatch(1);
        phone.behaviour = (notification, attempt) -> {
            go.await();
            return Outcome.delivered();
        };
        delivery.accept(Events.flatlined("f1", "nas"));
        await(() -> threads().equals(List.of("heartbeat-notify-phone", "heartbeat-outbox")));
        go.countDown();
        await(() -> threads().isEmpty());
        delivery.accept(Events.recovered("r1", "nas"));
        await(() -> phone.delivered.size() == 2);
    }

    private static Silence hourOfSilence(OutboxView outside, String hosts) {
        Instant now = Instant.now();
        return outside.add(HostPattern.of(hosts), now, now.plus(Duration.ofHours(1)), "");
    }
}
