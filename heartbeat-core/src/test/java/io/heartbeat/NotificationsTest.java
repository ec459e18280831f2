package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.event.HostDeparted;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotificationsTest {
    @TempDir
    Path directory;

    private final BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
    private final Notifier phone = (notification, attempt) -> {
        told.add(notification);
        return Outcome.delivered("ref");
    };

    @Test
    void anEventReachesANotifierThatIsGivenInCode() throws Exception {
        try (Notifications notifications =
                Notifications.start(config().notifier("phone", phone).build())) {
            notifications.onEvent(new HostDeparted("d1", "nas", Instant.now()));

            assertThat(told.poll(20, TimeUnit.SECONDS))
                    .isNotNull()
                    .satisfies(notification -> assertThat(notification.title()).isEqualTo("Departed Host: nas"));
            assertThat(notifications.plugins()).extracting(PluginStatus::name).contains("phone");
        }
        assertThat(directory.resolve("outbox/ledger")).exists();
    }

    @Test
    void withoutANotifierThereIsNoDirectory() {
        try (Notifications notifications = Notifications.start(config().build())) {
            notifications.onEvent(new HostDeparted("d1", "nas", Instant.now()));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void twoCannotShareAnOutbox() {
        NotificationsConfig config = config().notifier("phone", phone).build();
        try (Notifications first = Notifications.start(config)) {
            assertThat(first.plugins()).isNotEmpty();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> Notifications.start(config))
                    .withMessageContaining("is using it");
        }
    }

    @Test
    void aTestGoesThroughEveryNotifierAndTellsTheServicesOwnWords() throws Exception {
        Notifier unreachable = (notification, attempt) -> {
            throw new IOException("no route to host");
        };
        Notifier refused =
                (notification, attempt) -> Outcome.rejected(Outcome.Refusal.AUTHORISATION, "the token was withdrawn");
        Notifier usedUp = (notification, attempt) -> Outcome.quota(Instant.now().plusSeconds(60), "500 a month");
        List<NotifierTest> results = Notifications.test(config().notifier("phone", phone)
                .notifier("unreachable", unreachable)
                .notifier("refused", refused)
                .notifier("used-up", usedUp)
                .notifier("console", Map.of("stream", "stderr"))
                .build());

        assertThat(results)
                .extracting(NotifierTest::name, NotifierTest::state, NotifierTest::message)
                .containsExactlyInAnyOrder(
                        tuple("phone", NotifierTest.State.SENT, "ref"),
                        tuple("unreachable", NotifierTest.State.UNAVAILABLE, "java.io.IOException: no route to host"),
                        tuple("refused", NotifierTest.State.REFUSED, "the token was withdrawn"),
                        tuple("used-up", NotifierTest.State.QUOTA, "500 a month"),
                        tuple("console", NotifierTest.State.SENT, ""));
        assertThat(results)
                .filteredOn(result -> result.name().equals("console"))
                .extracting(NotifierTest::type)
                .containsExactly("console");
        assertThat(told.take()).satisfies(notification -> {
            assertThat(notification.type()).isEqualTo("TEST");
            assertThat(notification.text()).contains("only a test");
        });
        assertThat(directory).isEmptyDirectory();
    }

    private NotificationsConfig.Builder config() {
        return NotificationsConfig.builder().discovery(false).stateDirectory(directory);
    }
}
