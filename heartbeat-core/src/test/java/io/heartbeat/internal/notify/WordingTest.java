package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.event.HostDeparted;
import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void anEventInWordsSaysWhatAndWhereInOneLineAndBelowItHowSureItIs() {
        HeartbeatEvent event = Events.flatlined("id-1", "nas");
        Notification told = Wording.of(event, "id-1", Phase.PROBLEM, "incident-1");

        assertThat(told.title()).isEqualTo("Flatlined Host: nas");
        assertThat(told.text())
                .isEqualTo("nas flatlined: silent for 6 s, 3 beats missed.\n"
                        + "Expected every 2 s, allowed 4.2 s; asked 8 times in vain; loss before 25.0 %, jitter 2 ms; "
                        + "last heard from 192.0.2.7 on eth0");
        assertThat(told.type()).isEqualTo("HOST_FLATLINED");
        assertThat(told.at()).isEqualTo(Events.AT);
        assertThat(told.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(told.phase()).isEqualTo(Phase.PROBLEM);
        assertThat(told.incident()).isEqualTo("incident-1");
        assertThat(told.details())
                .containsExactly(
                        entry("last-seen", "2026-11-22T09:59:54.123Z"),
                        entry("silence", "PT6S"),
                        entry("beats-missed", "3"),
                        entry("expected-gap", "PT2S"),
                        entry("loss", "0.25"),
                        entry("heard-since-start", "true"),
                        entry("jitter", "PT0.002S"),
                        entry("allowed-silence", "PT4.2S"),
                        entry("solicitations", "8"),
                        entry("monitor-delay", "PT0S"),
                        entry("address", "192.0.2.7"),
                        entry("interfaces", "eth0"));
    }

    @Test
    void whatIsWrongIsToldBelowTheNameOfTheComponent() {
        Notification told =
                Wording.of(Events.problem("nas", "disk.pending", Severity.CRITICAL), "id", Phase.PROBLEM, "incident");

        assertThat(told.title()).isEqualTo("Hardware Problem: nas");
        assertThat(told.text()).isEqualTo("WD Red (serial WX12):\n648 sectors cannot be read. Replace the disk");
        assertThat(told.details())
                .containsEntry("component", "smart:wwn-1")
                .containsEntry("code", "disk.pending")
                .containsEntry("reading", "pending sectors 648")
                .containsEntry("remote", "true");
    }

    @Test
    void whatBreaksLinesOrCannotBeShownIsLeftOut() {
        Notification told = Wording.of(
                new HostDeparted("i\nd", "a\r\nb\u2028c\u202ed\ud800e\uffff\u009bf", Events.AT),
                "i\nd",
                Phase.NOTE,
                "i\td");

        assertThat(told.host()).isEqualTo("a b c d e f");
        assertThat(told.title()).isEqualTo("Departed Host: a b c d e f");
        assertThat(told.id()).isEqualTo("i d");
        assertThat(told.incident()).isEqualTo("i d");
        assertThat(told.text()).isEqualTo("a b c d e f said goodbye");
    }
}
