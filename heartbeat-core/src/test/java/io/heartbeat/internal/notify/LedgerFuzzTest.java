package io.heartbeat.internal.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any lines as a ledger: refused, or read as what is written again; what is told from there on can be stored, and problem and end alternate. */
class LedgerFuzzTest {
    private static final List<HeartbeatEvent> EVENTS = List.of(
            Events.flatlined("f1", "nas"),
            Events.recovered("r1", "nas"),
            Events.flatlined("f2", "nas"),
            Events.flapping("p1", "nas"),
            Events.departed("d1", "nas"),
            Events.discovered("n1", "nas"),
            Events.problem("nas", "disk.pending", Severity.CRITICAL),
            Events.cured("nas", "disk.pending", Severity.CRITICAL));

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Ledger ledger;
        try {
            ledger = Ledger.parse(new String(input, UTF_8).lines().toList());
        } catch (RuntimeException refused) {
            return; // as its caller expects
        }
        assertStable(ledger);
        boolean down = ledger.downHosts().contains("nas");
        for (HeartbeatEvent event : EVENTS) {
            long before = ledger.sequence();
            Optional<OutboxEntry> told = ledger.tell(event, 1);
            assertStable(ledger);
            if (told.isPresent()) {
                OutboxEntry entry = told.get();
                assertThat(entry.sequence()).isGreaterThan(before);
                assertThat(OutboxEntry.parse(entry.name(), entry.lines())).isEqualTo(entry);
                if (entry.subject().equals("host nas")
                        && !event.type().equals("HOST_FLAPPING")
                        && !event.type().equals("HOST_DEPARTED")) {
                    assertThat(entry.notification().phase() == Phase.PROBLEM).isNotEqualTo(down);
                }
            }
            down = ledger.downHosts().contains("nas");
        }
    }

    private static void assertStable(Ledger ledger) {
        List<String> lines = ledger.lines();
        assertThat(Ledger.parse(lines).lines()).isEqualTo(lines);
    }
}
