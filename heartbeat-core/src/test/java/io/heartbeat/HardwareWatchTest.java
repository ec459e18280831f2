package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heartbeat.event.HardwareProblem;
import io.heartbeat.event.HardwareRecovered;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.ComponentState;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareMonitor;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HardwareWatchTest {
    private static final HardwareMonitor SICK_DISK = context -> HardwareReport.complete(List.of(ComponentReport.checked(
            "a",
            "Disk A",
            List.of(Condition.critical("disk.pending", "648 sectors cannot be read")),
            List.of(Reading.counter("pending sectors", 648)))));

    @TempDir
    Path directory;

    private final BlockingQueue<HeartbeatEvent> events = new LinkedBlockingQueue<>();

    private HardwareConfig.Builder config(HardwareMonitor monitor) {
        return HardwareConfig.builder()
                .name("nas")
                .discovery(false)
                .stateDirectory(directory)
                .notifications(NotificationsConfig.builder().discovery(false).build())
                .monitor("disk", monitor);
    }

    private HeartbeatEvent next() throws InterruptedException {
        HeartbeatEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @Test
    void aSickPartIsToldShownAndForgotten() throws InterruptedException {
        HardwareWatch watch = HardwareWatch.start(config(SICK_DISK).build(), events::add);
        try (watch) {
            HardwareProblem problem = (HardwareProblem) next();
            assertThat(problem.host()).isEqualTo("nas");
            assertThat(problem.remote()).isFalse();
            assertThat(watch.conditions()).hasValue(List.of(problem.condition()));
            assertThat(watch.conditions().orElseThrow())
                    .isSameAs(watch.conditions().orElseThrow());

            ComponentSnapshot disk = watch.components().get(0);
            assertThat(disk.component()).isEqualTo("disk:a");
            assertThat(disk.monitor()).isEqualTo("disk");
            assertThat(disk.state()).isEqualTo(ComponentState.CRITICAL);
            assertThat(disk.conditions()).containsExactly(problem.condition());
            assertThat(disk.readings()).hasSize(1);
            assertThat(disk.checkedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());

            assertThat(watch.forget("disk:a")).isTrue();
            assertThat(next()).isInstanceOf(HardwareRecovered.class);
            assertThat(watch.components()).isEmpty();
        }
        watch.close();
        assertThat(threads()).doesNotContain("heartbeat-hardware", "heartbeat-events");
        while (threads().contains("heartbeat-check-disk")) {
            Thread.sleep(5);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Test
    void anotherRunRemembersAndRepeatsNothing() throws InterruptedException {
        try (HardwareWatch watch = HardwareWatch.start(config(SICK_DISK).build(), events::add)) {
            next();
            assertThat(watch.conditions()).isPresent();
        }
        HardwareMonitor failing = context -> {
            throw new IllegalStateException("no answer");
        };
        try (HardwareWatch watch = HardwareWatch.start(config(failing).build(), events::add)) {
            assertThat(watch.conditions().orElseThrow()).hasSize(1);
            assertThat(watch.components().get(0).state()).isEqualTo(ComponentState.CRITICAL);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void oneStateDirectoryServesOneWatchAndIsFreeAfterwards() {
        try (HardwareWatch watch = HardwareWatch.start(config(SICK_DISK).build(), events::add)) {
            assertThat(watch.plugins()).isNotNull();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> HardwareWatch.start(config(SICK_DISK).build(), events::add))
                    .withMessageContaining("state-dir");
        }
        HardwareWatch.start(config(SICK_DISK).build(), events::add).close();
    }

    @Test
    void sharedNotificationsHearEverythingAndStayOpen() throws InterruptedException {
        BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        NotificationsConfig shared = NotificationsConfig.builder()
                .discovery(false)
                .withoutState()
                .notifier("test", (notification, attempt) -> {
                    delivered.add(notification.title());
                    return io.heartbeat.spi.Outcome.delivered();
                })
                .build();
        try (Notifications notifications = Notifications.start(shared)) {
            HardwareWatch watch = HardwareWatch.start(config(SICK_DISK).build(), events::add, notifications);
            next();
            watch.close();
            assertThat(delivered.poll(30, TimeUnit.SECONDS)).contains("Hardware Problem");
            notifications.onEvent(
                    HardwareProblem.of("nas", Instant.now(), ((HardwareProblem) sample()).condition(), false));
            assertThat(delivered.poll(30, TimeUnit.SECONDS)).contains("Hardware Problem");
        }
    }

    private static HeartbeatEvent sample() {
        return HardwareProblem.of(
                "nas",
                Instant.EPOCH,
                new io.heartbeat.event.HardwareCondition(
                        "disk:b", "Disk B", "x", io.heartbeat.event.Severity.WARNING, "x", "", "", Instant.EPOCH),
                false);
    }

    @Test
    void oneCheckShowsEverythingConfirmedOrNotAndTellsNobody() {
        HardwareConfig config = config(SICK_DISK)
                .monitor(
                        "fan",
                        context -> HardwareReport.partial(
                                List.of(ComponentReport.checked(
                                        "f",
                                        "Fan",
                                        List.of(Condition.warning("slow", "it turns slowly")
                                                .confirmedBy(3)),
                                        List.of())),
                                "one bus is busy"))
                .monitor("ups", context -> {
                    throw new java.io.IOException("no answer");
                })
                .build();

        List<ComponentSnapshot> components = HardwareWatch.checkOnce(config);

        assertThat(components)
                .extracting(component -> component.component() + " " + component.state() + " " + component.note())
                .containsExactly(
                        "disk:a CRITICAL ",
                        "fan:f WARNING ",
                        "fan:monitor UNKNOWN one bus is busy",
                        "ups:monitor UNKNOWN IOException: no answer");
        assertThat(components.get(1).conditions()).hasSize(1);
        assertThat(directory).isEmptyDirectory();
    }
}
