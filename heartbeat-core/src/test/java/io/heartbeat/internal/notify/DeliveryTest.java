package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.event.Severity;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Timing QUICK = timing(Duration.ofMillis(300), LONG, LONG, LONG);
    private static final Timing QUICK_TO_CLOSE = timing(QUICK.attempt(), LONG, LONG, Duration.ofMillis(1_500));

    @TempDir
    Path directory;

    private final LogLines log = new LogLines();
    private final Map<String, FakeNotifier> notifiers = new LinkedHashMap<>();
    private final FakeNotifier phone = notifier("phone");
    private Timing timing = QUICK;
    private final List<Delivery> opened = new ArrayList<>();

    @AfterEach
    void leavesNothingBehind() {
        opened.forEach(Delivery::close);
        log.close();
        await(() -> threads().isEmpty());
    }

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

    private static Silence hourOfSilence(OutboxView outside, String hosts) {
        Instant now = Instant.now();
        return outside.add(HostPattern.of(hosts), now, now.plus(Duration.ofHours(1)), "");
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
    void whatCameTooLateIsNotCalledStored() throws Exception {
        Delivery delivery = open();
        delivery.accept(Events.flatlined("f1", "nas"));
        delivery.close();
        delivery.awaitStored();
        delivery.accept(Events.flatlined("f2", "pi"));
        assertThatIOException().isThrownBy(delivery::awaitStored).withMessageContaining("closed");
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

    private FakeNotifier notifier(String name) {
        return notifiers.computeIfAbsent(name, any -> new FakeNotifier());
    }

    private Delivery open() {
        try {
            return opened(new Delivery(guarded(), new StoredOutbox(directory, wishes()), Clock.system(), timing));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Delivery openInMemory() {
        return opened(new Delivery(guarded(), new Outbox(), Clock.system(), timing));
    }

    private Delivery opened(Delivery delivery) {
        opened.add(delivery);
        return delivery;
    }

    private Map<String, Wishes> wishes() {
        Map<String, Wishes> wishes = new LinkedHashMap<>();
        notifiers.keySet().forEach(name -> wishes.put(name, Wishes.EVERYTHING));
        return wishes;
    }

    private List<GuardedNotifier> guarded() {
        return notifiers.entrySet().stream()
                .map(entry -> new GuardedNotifier(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Timing timing(Duration attempt, Duration kept, Duration storing, Duration closing) {
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
    private static Timing gathering(Duration gathering) {
        return gathering(gathering, gathering);
    }

    private static Timing gathering(Duration gathering, Duration together) {
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

    private List<String> waiting(String queue) {
        return files("waiting/" + queue);
    }

    private List<String> files(String folder) {
        String[] files = directory.resolve(folder).toFile().list();
        return files == null ? List.of() : Arrays.stream(files).sorted().toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("heartbeat-outbox") || name.startsWith("heartbeat-notify-"))
                .sorted()
                .toList();
    }

    private static void await(BooleanSupplier condition) {
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

    /** What plug-in code that knows no NullAway may return. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (T) null;
    }
}
