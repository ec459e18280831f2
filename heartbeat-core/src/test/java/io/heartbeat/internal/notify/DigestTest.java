package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HostRestarted;
import io.heartbeat.spi.Notification.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void inTheNightInWhichAnHourComesTwiceItTellsWhichOneItWas() {
        OutboxEntry digest = digest("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");

        assertThat(digest.notification().text().lines())
                .containsExactly(
                        "2026-10-25", "02:30:00+02:00  Restarted Host: host0", "02:30:00+01:00  Restarted Host: host1");
        assertThat(digest.notification().title())
                .isEqualTo("2 Notifications: 2026-10-25 02:30:00+02:00 to 02:30:00+01:00");
    }

    @Test
    void inAnyOtherNightItTellsTheTimeAsClocksShowIt() {
        OutboxEntry digest = digest("2026-10-24T21:30:00Z", "2026-10-24T22:30:00Z");

        assertThat(digest.notification().text().lines())
                .containsExactly(
                        "2026-10-24",
                        "23:30:00  Restarted Host: host0",
                        "2026-10-25",
                        "00:30:00  Restarted Host: host1");
    }

    private static OutboxEntry digest(String... times) {
        Ledger ledger = new Ledger();
        List<OutboxEntry> entries = IntStream.range(0, times.length)
                .mapToObj(i -> new HostRestarted("s" + i, "host" + i, Instant.parse(times[i]), Duration.ofSeconds(3)))
                .map(event -> ledger.tell(event, 0).orElseThrow().as(1, 0, Phase.NOTE, event.id()))
                .toList();
        return new Digest(BERLIN, entries).to("phone");
    }
}
