package io.heartbeat.internal.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any name and lines as a notification that waits: refused, or read as what is written again; and a ledger can take it. */
class OutboxEntryFuzzTest {

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = new String(input, UTF_8).lines().toList();
        if (lines.isEmpty() || OutboxEntry.sequence(lines.get(0)) < 0) {
            return;
        }
        OutboxEntry entry;
        try {
            entry = OutboxEntry.parse(lines.get(0), lines.subList(1, lines.size()));
        } catch (RuntimeException refused) {
            return; // as its caller expects
        }
        assertThat(OutboxEntry.parse(entry.name(), entry.lines())).isEqualTo(entry);
        assertThat(entry.name()).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,150}");
        Ledger ledger = new Ledger();
        ledger.enter(entry);
        ledger.tell(Events.flatlined("f", "nas"), 1);
        List<String> written = ledger.lines();
        assertThat(Ledger.parse(written).lines()).isEqualTo(written);
    }
}
