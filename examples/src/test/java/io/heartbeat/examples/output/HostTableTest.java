package io.heartbeat.examples.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.DetectionQuality;
import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HostSnapshot;
import io.heartbeat.event.HostState;
import io.heartbeat.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTableTest {
    private static final DetectionQuality QUALITY = new DetectionQuality(
            Duration.ofMillis(3),
            Duration.ofMillis(450),
            Duration.ofMillis(900),
            Duration.ofMillis(940),
            Duration.ofDays(800));
    private static final DetectionQuality UNKNOWN =
            new DetectionQuality(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Instant SINCE = Instant.parse("2026-11-21T23:00:00Z");
    private static final Instant LAST_SEEN = Instant.parse("2026-11-22T10:04:05.9Z");

    @Test
    void columnsAreAlignedAndTimesLocal() {
        HostSnapshot nas = new HostSnapshot(
                "nas",
                HostState.ALIVE,
                SINCE,
                SINCE,
                LAST_SEEN,
                Duration.ofMillis(400),
                "192.0.2.7",
                0.0123,
                true,
                List.of(condition(Severity.WARNING), condition(Severity.CRITICAL), condition(Severity.WARNING)),
                QUALITY,
                List.of("d239c029", "b83844b1"),
                "9f3c21ab");
        HostSnapshot laptop = new HostSnapshot(
                "laptop",
                HostState.FLAPPING,
                SINCE,
                SINCE,
                SINCE,
                Duration.ofMinutes(5),
                "2001:db8::1",
                0,
                false,
                List.of(),
                UNKNOWN,
                List.of(),
                "");

        assertThat(new HostTable(ZoneOffset.ofHours(2)).lines(List.of(nas, laptop)))
                .containsExactly(
                        "STATE     HOST    SINCE                LAST SEEN            GAP    LOSS   JITTER  P99.9  DEADLINE  TOLD IN  FALSE PER  ADDRESS      VERIFIED  KEY                        HARDWARE",
                        "alive     nas     2026-11-22 01:00:00  2026-11-22 12:04:05  0.4 s  1.2 %  3.0 ms  0.5 s  0.9 s     0.9 s    2.2 y      192.0.2.7    yes       d239c029 (token 9f3c21ab)  critical (3)",
                        "flapping  laptop  2026-11-22 01:00:00  2026-11-22 01:00:00  300 s  0.0 %  -       -      -         -        -          2001:db8::1  no        -                          -");
    }

    private static HardwareCondition condition(Severity severity) {
        return new HardwareCondition("smart:x", "Disk", "disk.pending", severity, "sick", "", "", SINCE);
    }
}
