package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.internal.time.Clock;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what waits, on virtual time, with a real directory. */
class BacklogTest {
    private static final String PHONE = "phone";

    @TempDir
    private Path directory;

    private final VirtualClock clock = new VirtualClock();
    private StoredOutbox outbox;
    private Backlog backlog;
    private int number;

    @BeforeEach
    void open() throws IOException {
        outbox = new StoredOutbox(directory, Map.of(PHONE, Wishes.EVERYTHING));
        backlog = new Backlog(PHONE, outbox, clock, Timing.USUAL);
        for (OutboxEntry entry : outbox.waiting(PHONE)) {
            backlog.add(new Waiting(PHONE, entry, expires(), true));
        }
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void restart() throws IOException {
        close();
        open();
    }

    @Test
    void whatHasWaitedThroughAnOutageLeavesAsOneDigestWithTheOriginalTimes() throws IOException {
        for (int i = 0; i < 4; i++) {
            happens(Events.flatlined("f" + i, "host" + i));
            happens(Events.recovered("r" + i, "host" + i));
        }
        happens(Events.flatlined("f9", "nas"));
        clock.pass(Duration.ofHours(9));

        Waiting digest = backlog.take(false);
        Notification told = digest.entry.notification();
        assertThat(told.title()).startsWith("9 Notifications: 2026-11-22 ");
        assertThat(told.text().lines().skip(1)).hasSize(5).last().asString().endsWith("  Flatlined Host: nas");
        assertThat(told.text().lines().skip(1).limit(4)).allMatch(line -> line.contains("; over at "));
        assertThat(told.details().get("ids").split(", ")).hasSize(9);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(files("waiting")).containsExactly("000000000009_DIGEST_host0.txt");

        String key = digest.entry.idempotencyKey(PHONE);
        happens(Events.restarted("s1", "pi"));
        restart();
        Waiting again = backlog.take(false);
        assertThat(again.entry.idempotencyKey(PHONE))
                .as("the same after a crash")
                .isEqualTo(key);
        assertThat(backlog.size()).isEqualTo(1);
        backlog.remove(again);
        assertThat(files("waiting")).hasSize(1);
    }

    @Test
    void aDigestNamesAllHostsOfAGroupAlsoThoseThatAreNotInItsTitle() throws IOException {
        List<HeartbeatEvent> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(Events.flatlined("f" + i, "host" + i));
        }
        List<OutboxEntry> entries = events.stream()
                .map(event -> outbox.ledger().tell(event, clock.wallMillis()).orElseThrow())
                .toList();
        OutboxEntry group = OutboxEntry.together(events, entries);
        assertThat(group.notification().title()).endsWith("and 3 more");

        OutboxEntry digest =
                new Digest(ZoneOffset.UTC, List.of(group, entries.get(7).as(9, 0, Phase.NOTE, "f7"))).to(PHONE);
        assertThat(digest.notification().text()).contains("Flatlined 8 Hosts: host0, ", "host6, host7\n");
    }

    @Test
    void aCrashBetweenDigestAndItsPartsTellsNothingTwice() throws IOException {
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entries.add(happens(Events.restarted("s" + i, "host" + i)));
        }
        OutboxEntry digest = new Digest(ZoneOffset.UTC, entries).to(PHONE);
        outbox.keep(PHONE, digest);
        restart();
        assertThat(backlog.size()).isEqualTo(1);
        assertThat(backlog.take(false).entry).isEqualTo(digest);
        assertThat(files("waiting")).hasSize(1);
    }

    @Test
    void aFewThatAreLateAndManyThatAreNotLeaveOneByOne() throws IOException {
        for (int i = 0; i < 5; i++) {
            happens(Events.restarted("s" + i, "host" + i));
        }
        clock.pass(Duration.ofHours(1));
        assertThat(backlog.take(false).entry.notification().type()).isEqualTo("HOST_RESTARTED");
        for (int i = 5; i < 9; i++) {
            happens(Events.restarted("s" + i, "host" + i));
        }
        restart();
        assertThat(backlog.take(false).entry.notification().details()).containsEntry("count", "9");
    }

    @Test
    void whatTheServiceMayHaveTakenAlreadyIsTriedAloneAgain() throws IOException {
        for (int i = 0; i < 8; i++) {
            happens(Events.restarted("s" + i, "host" + i));
        }
        Waiting first = backlog.take(false);
        first.attempts++;
        backlog.putBack(first);
        clock.pass(Duration.ofHours(1));
        assertThat(backlog.take(false)).isSameAs(first);
        assertThat(backlog.take(false).entry.notification().details()).containsEntry("count", "7");
    }

    @Test
    void whatIsTooOldIsSetAsideAndOneNotificationTellsSo() throws IOException {
        happens(Events.flatlined("f1", "nas"));
        happens(Events.recovered("r1", "nas"));
        clock.pass(Duration.ofHours(71));
        happens(Events.flatlined("f2", "pi"));
        clock.pass(Duration.ofHours(2));
        assertThat(backlog.setAsideExpired(clock.monotonicNanos())).isEqualTo(2);
        clock.pass(Duration.ofHours(200));
        assertThat(backlog.setAsideExpired(clock.monotonicNanos())).isEqualTo(1);
        assertThat(backlog.setAsideExpired(clock.monotonicNanos())).isZero();
        restart();

        Notification told = backlog.take(false).entry.notification();
        assertThat(told.title()).isEqualTo("3 Notifications were not delivered");
        assertThat(told.text()).contains("undelivered/phone");
        assertThat(told.phase()).isEqualTo(Phase.NOTE);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(files("waiting")).hasSize(1);
        assertThat(files("undelivered"))
                .containsExactly(
                        "000000000001_HOST_FLATLINED_nas.txt",
                        "000000000002_HOST_RECOVERED_nas.txt",
                        "000000000003_HOST_FLATLINED_pi.txt");
    }

    @Test
    void inAStormOneGoesAtATimeForAllThatHasCome() {
        Storm storm = new Storm(Timing.USUAL);
        Map<Long, Integer> messages = new TreeMap<>();
        int pending = 0;
        int told = 0;
        for (long second = 0; second < 900; second++) {
            pending += second < 600 ? 1 : 0;
            long nanos = TimeUnit.SECONDS.toNanos(second);
            if (pending > 0 && storm.nanosLeft(nanos) == 0) {
                int taken = storm.rages() ? pending : 1;
                pending -= taken;
                told += taken;
                storm.sent(nanos, pending);
                messages.put(second, taken);
            }
        }
        assertThat(told).as("nothing is lost").isEqualTo(600);
        assertThat(messages).as("of 600 in 10 minutes").hasSizeBetween(25, 35);
        assertThat(storm.nanosLeft(TimeUnit.SECONDS.toNanos(900))).isZero();
        storm.sent(TimeUnit.SECONDS.toNanos(900), 0);
        assertThat(storm.rages()).as("it is calm again").isFalse();
    }

    @Test
    void whoGetsLittleNeverWaits() {
        Storm storm = new Storm(Timing.USUAL);
        for (long minute = 0; minute < 1_000; minute += 7) {
            assertThat(storm.nanosLeft(TimeUnit.SECONDS.toNanos(minute))).isZero();
            storm.sent(TimeUnit.SECONDS.toNanos(minute), 0);
        }
    }

    private OutboxEntry happens(HeartbeatEvent event) throws IOException {
        OutboxEntry entry = outbox.ledger().tell(event, clock.wallMillis()).orElseThrow();
        outbox.keep(PHONE, entry);
        outbox.commit(outbox.ledger());
        backlog.add(new Waiting(PHONE, entry, expires(), true));
        number++;
        assertThat(entry.sequence()).isEqualTo(number);
        return entry;
    }

    private long expires() {
        return clock.monotonicNanos() + Timing.USUAL.kept().toNanos();
    }

    private List<String> files(String folder) throws IOException {
        try (var files = Files.list(directory.resolve(folder).resolve(PHONE))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static final class VirtualClock implements Clock {
        private long millis = Events.AT.toEpochMilli();

        void pass(Duration duration) {
            millis += duration.toMillis();
        }

        @Override
        public long monotonicNanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long wallMillis() {
            return millis;
        }
    }
}
