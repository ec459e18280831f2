package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ConsoleNotifierTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Attempt ATTEMPT = new Attempt(1, Instant.EPOCH, Instant.EPOCH, "key");

    private final Notification notification =
            Wording.of(Events.problem("nas", "disk.pending", Severity.CRITICAL), "id", Phase.PROBLEM, "id");

    @Test
    void oneLineInLocalTime() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        assertThat(new ConsoleNotifier(() -> stream, ZONE).deliver(notification, ATTEMPT))
                .isEqualTo(Outcome.delivered());
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("2026-11-22 11:00:00  CRITICAL  Hardware Problem: nas  "
                        + "WD Red (serial WX12): 648 sectors cannot be read. Replace the disk");
    }

    @Test
    void aClosedStreamIsNoDelivery() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertThat(new ConsoleNotifier(() -> broken, ZONE).deliver(notification, ATTEMPT))
                .isInstanceOf(Outcome.Retry.class);
    }
}
