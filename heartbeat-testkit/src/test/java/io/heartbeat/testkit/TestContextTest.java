package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.ComponentReport;
import io.heartbeat.spi.Condition;
import io.heartbeat.spi.HardwareReport;
import io.heartbeat.spi.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestContextTest {
    private final TestContext context = new TestContext();

    @Test
    void a_condition_is_open_from_when_it_is_confirmed_until_it_has_recovered() {
        context.remember(disk(hot()));
        assertThat(context.isOpen("disk", "hot")).isFalse();
        context.remember(disk(hot()));
        assertThat(context.isOpen("disk", "hot")).isTrue();
        assertThat(context.isOpen("disk", "wet")).isFalse();

        context.remember(disk());
        context.remember(disk());
        assertThat(context.isOpen("disk", "hot")).isFalse();
        assertThat(context.events())
                .extracting(HeartbeatEvent::type)
                .containsExactly("HARDWARE_PROBLEM", "HARDWARE_RECOVERED");
    }

    @Test
    void a_counter_grows_within_the_window_that_was_asked_for() throws Exception {
        assertThat(context.growth("disk", "errors", 5, Duration.ofDays(1))).isZero();
        context.check(asked -> errors(5));
        context.advance(Duration.ofHours(30)).check(asked -> errors(8));
        context.advance(Duration.ofHours(1));

        assertThat(context.growth("disk", "errors", 9, Duration.ofDays(1))).isEqualTo(4);
        assertThat(context.growth("disk", "errors", 9, Duration.ofMinutes(10))).isEqualTo(1);
        assertThat(context.growth("disk", "errors", 2, Duration.ofDays(1))).isZero();
    }

    @Test
    void the_deadline_is_half_a_minute_away() {
        assertThat(Duration.between(Instant.now(), context.deadline()).toSeconds())
                .isBetween(25L, 30L);
    }

    private static Condition hot() {
        return Condition.warning("hot", "is hot").confirmedBy(2);
    }

    private static HardwareReport disk(Condition... conditions) {
        return HardwareReport.complete(
                List.of(ComponentReport.checked("disk", "the disk", List.of(conditions), List.of())));
    }

    private static HardwareReport errors(int number) {
        return HardwareReport.complete(List.of(
                ComponentReport.checked("disk", "the disk", List.of(), List.of(Reading.counter("errors", number)))));
    }
}
