package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.store.Disk;
import io.heartbeat.spi.Notification.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash may leave, and what becomes of it. */
class StoredOutboxTest {
    @TempDir
    Path directory;

    @Test
    void whatWasCommittedIsThereAgain() throws IOException {
        OutboxEntry entry;
        try (StoredOutbox outbox = open("phone", "mail")) {
            entry = tell(outbox, Events.flatlined("f1", "nas"));
            outbox.keep("phone", entry);
            outbox.keep("mail", entry);
            outbox.commit(outbox.ledger());
            outbox.remove("mail", entry);
        }
        try (StoredOutbox outbox = open("phone", "mail")) {
            assertThat(outbox.waiting("phone")).containsExactly(entry);
            assertThat(outbox.waiting("mail")).isEmpty();
            assertThat(outbox.ledger().tell(Events.flatlined("f2", "nas"), 0)).isEmpty();
        }
    }

    @Test
    void anEntryThatTheLedgerDoesNotKnowWasInNobodysHandsSoEverybodyGetsIt() throws IOException {
        OutboxEntry entry;
        try (StoredOutbox outbox = open("phone", "mail")) {
            entry = tell(outbox, Events.flatlined("f1", "nas"));
            outbox.keep("phone", entry);
        }
        for (int restart = 0; restart < 2; restart++) {
            try (StoredOutbox outbox = open("phone", "mail")) {
                assertThat(outbox.waiting("phone")).containsExactly(entry);
                assertThat(outbox.waiting("mail")).containsExactly(entry);
                assertThat(outbox.ledger().tell(Events.flatlined("f1", "nas"), 0))
                        .isEmpty();
                assertThat(outbox.ledger().sequence()).isEqualTo(1);
            }
        }
    }

    @Test
    void anEntryOfANotifierThatIsGoneCountsAsWell() throws IOException {
        try (StoredOutbox outbox = open("phone", "mail")) {
            outbox.keep("phone", tell(outbox, Events.flatlined("f1", "nas")));
        }
        try (LogLines log = new LogLines();
                StoredOutbox outbox = open("mail")) {
            assertThat(outbox.waiting("mail")).hasSize(1);
            assertThat(outbox.ledger().tell(Events.flatlined("f2", "nas"), 0)).isEmpty();
            assertThat(log.with("1 notifications wait"))
                    .singleElement()
                    .asString()
                    .contains("phone");
        }
        try (StoredOutbox outbox = open("phone", "mail")) {
            assertThat(outbox.waiting("phone")).hasSize(1);
        }
    }

    @Test
    void withoutItsLedgerNothingIsDeliveredTwice() throws IOException {
        try (StoredOutbox outbox = open("phone", "mail")) {
            OutboxEntry entry = tell(outbox, Events.flatlined("f1", "nas"));
            outbox.keep("phone", entry);
            outbox.keep("mail", entry);
            outbox.commit(outbox.ledger());
            outbox.remove("mail", entry);
        }
        Files.delete(directory.resolve("ledger"));
        Files.deleteIfExists(directory.resolve("ledger.previous"));
        try (StoredOutbox outbox = open("phone", "mail")) {
            assertThat(outbox.waiting("phone")).hasSize(1);
            assertThat(outbox.waiting("mail")).isEmpty();
            assertThat(outbox.ledger().tell(Events.flatlined("f2", "nas"), 0)).isEmpty();
            assertThat(tell(outbox, Events.recovered("r1", "nas")).sequence()).isEqualTo(2);
        }
    }

    @Test
    void damagedEntriesAndLedgersCostNoMoreThanThemselves() throws IOException {
        try (StoredOutbox outbox = open("phone")) {
            outbox.keep("phone", tell(outbox, Events.flatlined("f1", "nas")));
            outbox.keep("phone", tell(outbox, Events.flatlined("f2", "pi")));
            outbox.commit(outbox.ledger());
        }
        Path waiting = directory.resolve("waiting/phone");
        Files.writeString(waiting.resolve("000000000001_HOST_FLATLINED_nas.txt"), "garbage");
        Files.writeString(waiting.resolve("README"), "mine");
        Files.createDirectory(directory.resolve("waiting/not a queue"));
        Files.writeString(directory.resolve("ledger"), "garbage");
        try (LogLines log = new LogLines();
                StoredOutbox outbox = open("phone")) {
            assertThat(outbox.waiting("phone"))
                    .extracting(entry -> entry.notification().title())
                    .containsExactly("1 Notification could not be read", "Flatlined Host: pi");
            assertThat(log.with("cannot be used")).hasSize(3);
        }
    }

    @Test
    void whatIsDamagedWhileItWaitsIsToldByItsName() throws IOException {
        try (StoredOutbox outbox = open("phone", "mail")) {
            OutboxEntry nas = tell(outbox, Events.flatlined("f1", "nas"));
            OutboxEntry pi = tell(outbox, Events.departed("d1", "pi"));
            outbox.keep("phone", nas);
            outbox.keep("phone", pi);
            outbox.keep("mail", nas);
            outbox.keep("mail", pi);
            outbox.commit(outbox.ledger());
        }
        Path waiting = directory.resolve("waiting/phone");
        Files.write(waiting.resolve("000000000001_HOST_FLATLINED_nas.txt"), new byte[300]);
        Files.writeString(waiting.resolve("000000000002_HOST_DEPARTED_pi.txt"), "");
        List<OutboxEntry> told = List.of();
        for (int restart = 0; restart < 2; restart++) {
            try (StoredOutbox outbox = open("phone", "mail")) {
                List<OutboxEntry> found = outbox.waiting("phone");
                assertThat(restart == 0 || found.equals(told)).isTrue();
                told = found;
                assertThat(outbox.waiting("mail")).hasSize(2);
                assertThat(tell(outbox, Events.flatlined("later" + restart, "another" + restart))
                                .sequence())
                        .isGreaterThan(2);
            }
        }
        assertThat(told).singleElement().satisfies(entry -> {
            assertThat(entry.notification().title()).isEqualTo("2 Notifications could not be read");
            assertThat(entry.notification().text())
                    .contains("waiting/phone")
                    .endsWith("\nHOST_FLATLINED nas\nHOST_DEPARTED pi");
            assertThat(entry.notification().phase()).isEqualTo(Phase.NOTE);
        });
        assertThat(waiting.toFile().list())
                .hasSize(3)
                .contains("000000000001_UNREADABLE_nas.txt")
                .filteredOn(file -> file.contains(".damaged-"))
                .hasSize(2);
    }

    @Test
    void whatIsDamagedOnAFullDiskIsToldAndStaysUntilThatCanBeNoted() throws IOException {
        try (StoredOutbox outbox = open("phone")) {
            outbox.keep("phone", tell(outbox, Events.flatlined("f1", "nas")));
            outbox.commit(outbox.ledger());
        }
        Files.writeString(directory.resolve("waiting/phone/000000000001_HOST_FLATLINED_nas.txt"), "");
        Disk full = new Disk() {
            @Override
            protected void create(Path file, byte[] content) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (StoredOutbox outbox = new StoredOutbox(directory, Map.of("phone", Wishes.EVERYTHING), full)) {
            assertThat(outbox.waiting("phone"))
                    .extracting(entry -> entry.notification().type())
                    .containsExactly(Unreadable.TYPE);
        }
        assertThat(directory.resolve("waiting/phone").toFile().list())
                .containsExactly("000000000001_HOST_FLATLINED_nas.txt");
    }

    @Test
    void whatIsDamagedButToldByADigestIsNotSaidToBeLost() throws IOException {
        try (StoredOutbox outbox = open("phone")) {
            OutboxEntry first = tell(outbox, Events.flatlined("f1", "nas"));
            OutboxEntry second = tell(outbox, Events.flatlined("f2", "pi"));
            outbox.keep("phone", first);
            outbox.keep("phone", new Digest(ZoneOffset.UTC, List.of(first, second)).to("phone"));
            outbox.commit(outbox.ledger());
        }
        Files.writeString(directory.resolve("waiting/phone/000000000001_HOST_FLATLINED_nas.txt"), "");
        try (StoredOutbox outbox = open("phone")) {
            assertThat(outbox.waiting("phone"))
                    .extracting(entry -> entry.notification().type())
                    .containsExactly(Digest.TYPE);
        }
    }

    @Test
    void whatWillNotBeDeliveredIsKeptForAPerson() throws IOException {
        try (StoredOutbox outbox = open("phone")) {
            OutboxEntry entry = tell(outbox, Events.flatlined("f1", "nas"));
            outbox.keep("phone", entry);
            outbox.commit(outbox.ledger());
            outbox.setAside("phone", entry);
        }
        assertThat(directory.resolve("undelivered/phone/000000000001_HOST_FLATLINED_nas.txt"))
                .content()
                .contains("Title: Flatlined Host: nas");
        try (StoredOutbox outbox = open("phone")) {
            assertThat(outbox.waiting("phone")).isEmpty();
        }
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (StoredOutbox first = open("phone")) {
            assertThat(first.ledger().sequence()).isZero();
            assertThatIOException().isThrownBy(() -> open("phone")).withMessageContaining("is using it");
        }
    }

    private StoredOutbox open(String... queues) throws IOException {
        return new StoredOutbox(
                directory, Stream.of(queues).collect(Collectors.toMap(queue -> queue, queue -> Wishes.EVERYTHING)));
    }

    private static OutboxEntry tell(StoredOutbox outbox, HeartbeatEvent event) {
        return outbox.ledger().tell(event, 0).orElseThrow();
    }
}
