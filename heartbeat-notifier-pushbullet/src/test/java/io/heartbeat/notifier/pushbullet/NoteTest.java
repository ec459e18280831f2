package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.notification;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NoteTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @Test
    void saysWhoWhatAndWhenInTheReadersZone() {
        Note note = Note.of(notification("Flatlined Host: nas", "Host flatlined (heartbeat lost)"), VIENNA);

        assertThat(note.title()).isEqualTo("Flatlined Host: nas");
        assertThat(note.body()).isEqualTo("Host flatlined (heartbeat lost) at 10:59:58, 2026-11-22");
    }

    @Test
    void saysWhenBehindTheLastOfSeveralLines() {
        Note note = Note.of(notification("t", "first\nsecond\n"), VIENNA);

        assertThat(note.body()).isEqualTo("first\nsecond at 10:59:58, 2026-11-22");
    }

    @Test
    void cutsALongTitle() {
        assertThat(Note.of(notification("🛑".repeat(255), "x"), VIENNA).title()).isEqualTo("🛑".repeat(255));
        assertThat(Note.of(notification("🛑".repeat(256), "x"), VIENNA).title()).isEqualTo("🛑".repeat(254) + "…");
    }

    @Test
    void cutsALongTextButNeverTheTime() {
        String body = Note.of(notification("t", "🛑".repeat(5000)), VIENNA).body();

        assertThat(body).startsWith("🛑").endsWith("🛑… at 10:59:58, 2026-11-22");
        assertThat(body.getBytes(UTF_8)).hasSizeBetween(4096 - 3, 4096);
    }
}
