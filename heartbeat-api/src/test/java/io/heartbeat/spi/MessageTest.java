package io.heartbeat.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final String WHEN = " at 10:59:58, 2026-11-22";

    @Test
    void saysWhoWhatAndWhenInTheReadersZone() {
        Message message = message("Flatlined Host: nas", "Host flatlined (heartbeat lost)");

        assertThat(message.title(255)).isEqualTo("Flatlined Host: nas");
        assertThat(message.body(1000)).isEqualTo("Host flatlined (heartbeat lost)" + WHEN);
    }

    @Test
    void saysWhenBehindTheLastOfSeveralLines() {
        assertThat(message("t", "first\nsecond\n").body(1000)).isEqualTo("first\nsecond" + WHEN);
    }

    @Test
    void neitherTitleNorBodyIsEverEmpty() {
        assertThat(message(" ", "\n").title(255)).isEqualTo("HOST_FLATLINED");
        assertThat(message(" ", "\n").body(255)).isEqualTo("At 10:59:58, 2026-11-22");
    }

    @Test
    void cutsALongTitle() {
        assertThat(message("🛑".repeat(255), "x").title(255)).isEqualTo("🛑".repeat(255));
        assertThat(message("🛑".repeat(256), "x").title(255)).isEqualTo("🛑".repeat(254) + "…");
    }

    @Test
    void cutsALongTextButNeverTheTime() {
        Message message = message("t", "🛑".repeat(5000));

        assertThat(message.bodyOfBytes(4096)).startsWith("🛑").endsWith("🛑…" + WHEN);
        assertThat(message.bodyOfBytes(4096).getBytes(UTF_8)).hasSizeBetween(4096 - 3, 4096);
        assertThat(message.body(100)).startsWith("🛑").endsWith("🛑…" + WHEN);
        assertThat(message.body(100).codePoints()).hasSize(100);
    }

    private static Message message(String title, String text) {
        return new Message(
                new Notification(
                        "id-1",
                        "HOST_FLATLINED",
                        "nas",
                        Instant.parse("2026-11-22T09:59:58.123Z"),
                        Severity.CRITICAL,
                        Notification.Phase.PROBLEM,
                        "incident-1",
                        title,
                        text,
                        Map.of()),
                VIENNA);
    }
}
