package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification.Phase;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxEntryTest {
    private final OutboxEntry entry = new OutboxEntry(
            42,
            1_795_341_600_000L,
            "hardware smart:wwn-1 disk.pending nas",
            Wording.of(Events.problem("nas", "disk.pending", Severity.CRITICAL), "id: 1", Phase.PROBLEM, "incident-1"));

    @Test
    void aPersonCanReadIt() {
        assertThat(entry.name()).isEqualTo("000000000042_HARDWARE_PROBLEM_nas");
        assertThat(entry.lines())
                .startsWith(
                        "Title: Hardware Problem: nas",
                        "Host: nas",
                        "At: 2026-11-22T10:00:00.123Z",
                        "Severity: CRITICAL")
                .contains("Detail-reading: pending sectors 648", "Queued: 2026-11-22T10:00:00Z")
                .endsWith("", "WD Red (serial WX12):", "648 sectors cannot be read. Replace the disk");
    }

    @Test
    void itIsReadAsItWasWritten() {
        assertThat(OutboxEntry.parse(entry.name(), entry.lines())).isEqualTo(entry);
    }

    @Test
    void anEntryThatCouldNotBeRemovedUnderItsNameIsRefused() {
        List<String> moved = entry.lines().stream()
                .map(line -> line.equals("Type: HARDWARE_PROBLEM") ? "Type: x/../../x" : line)
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutboxEntry.parse(entry.name(), moved))
                .withMessage("it is another notification than its name says");
    }

    @Test
    void anEntryWithATabThatWouldTearTheLedgerIsRefused() {
        List<String> torn = entry.lines().stream()
                .map(line -> line.startsWith("Subject: ") ? line + "\tx" : line)
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutboxEntry.parse(entry.name(), torn))
                .withMessage("its header Subject holds a tab");
    }

    @Test
    void anEntryOfANewHostWhoseGapCannotBeReadIsRefused() {
        OutboxEntry news =
                new OutboxEntry(1, 0, "host x", Wording.of(Events.discovered("d", "x"), "d", Phase.NOTE, "d"));
        List<String> damaged = news.lines().stream()
                .map(line -> line.replace("expected-gap: PT2S", "expected-gap: PT2,"))
                .toList();

        assertThat(damaged).isNotEqualTo(news.lines());
        assertThatThrownBy(() -> OutboxEntry.parse(news.name(), damaged)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void anEntryOfAConditionWhoseBeginCannotBeReadIsRefused() {
        OutboxEntry news = new OutboxEntry(
                1,
                0,
                "hardware x",
                Wording.of(Events.problem("x", "disk.pending", Severity.CRITICAL), "d", Phase.PROBLEM, "d"));
        List<String> damaged = news.lines().stream()
                .map(line -> line.replaceFirst("^(Detail-since: .*)Z$", "$1,"))
                .toList();

        assertThat(damaged).isNotEqualTo(news.lines());
        assertThatThrownBy(() -> OutboxEntry.parse(news.name(), damaged)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void anEntryOfAFlappingHostWithABeginThatCannotBeReadIsRefused() {
        OutboxEntry news =
                new OutboxEntry(1, 0, "host x", Wording.of(Events.flapping("f", "x"), "d", Phase.PROBLEM, "d"));
        List<String> damaged = new ArrayList<>(news.lines());
        damaged.add(damaged.indexOf(""), "Detail-since: yesterday");

        assertThatThrownBy(() -> OutboxEntry.parse(news.name(), damaged)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void anyHostMakesAFileName() {
        OutboxEntry strange = new OutboxEntry(
                1, 0, "host x", Wording.of(Events.departed("d", "../" + "ü".repeat(100)), "d", Phase.NOTE, "d"));
        assertThat(strange.name()).matches("000000000001_HOST_DEPARTED_[.-]{60}");
    }

    @Test
    void otherNamesAreNoEntries() {
        assertThat(List.of("notes", "42_X", "0000000000042_X"))
                .allSatisfy(name -> assertThat(OutboxEntry.sequence(name)).isEqualTo(-1));
        assertThat(OutboxEntry.sequence(entry.name())).isEqualTo(42);
    }

    @Test
    void theKeyIsTheSameForTheSameNotificationAndQueueOnly() {
        assertThat(entry.idempotencyKey("phone"))
                .matches("[0-9a-f]{32}")
                .isEqualTo(OutboxEntry.parse(entry.name(), entry.lines()).idempotencyKey("phone"))
                .isNotEqualTo(entry.idempotencyKey("mail"));
    }
}
