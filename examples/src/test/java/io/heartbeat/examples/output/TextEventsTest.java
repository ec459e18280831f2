package io.heartbeat.examples.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.HostLate;
import io.heartbeat.event.MonitorIsolated;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TextEventsTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:04:05Z");
    private static final HeartbeatEvent DEPARTED = new HostDeparted("1", "nas", AT);
    private static final HeartbeatEvent ISOLATED = new MonitorIsolated("2", "watcher", AT, 3, 3, "no network");

    @Test
    void timesAreLocalAndSummariesAligned() {
        assertThat(printed(false, DEPARTED, ISOLATED).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("12:04:05  INFO      nas said goodbye"),
                        line -> assertThat(line).startsWith("12:04:05  CRITICAL  Monitor on watcher is isolated"));
    }

    @Test
    void suspicionsAreNotForPeople() {
        assertThat(printed(false, new HostLate("3", "nas", AT, AT, Duration.ofSeconds(6))))
                .isEmpty();
    }

    @Test
    void colourMarksWhatMatters() {
        assertThat(printed(true, DEPARTED)).doesNotContain("\u001B");
        assertThat(printed(true, ISOLATED))
                .contains("\u001B[31mCRITICAL  Monitor")
                .endsWith("\u001B[0m" + System.lineSeparator());
    }

    private static String printed(boolean colour, HeartbeatEvent... events) {
        StringWriter text = new StringWriter();
        TextEvents printer = new TextEvents(new PrintWriter(text), ZoneOffset.ofHours(2), colour);
        for (HeartbeatEvent event : events) {
            printer.accept(event);
        }
        return text.toString();
    }
}
