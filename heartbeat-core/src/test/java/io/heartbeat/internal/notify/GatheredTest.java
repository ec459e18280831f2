package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.HeartbeatEvent;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private static final String QUEUE = "phone";

    private Ledger ledger = new Ledger();

    @Test
    void hostsThatFlatlineTogetherAreOneNotificationAndSoAreTheirRecoveries() {
        Notification down = only(batch(flat("nas", 10), flat("pi", 11), flat("web", 14)));
        assertThat(down.title()).isEqualTo("Flatlined 3 Hosts: nas, pi, web");
        assertThat(down.host()).isEqualTo("nas");
        assertThat(down.text()).isEqualTo("""
                        All in 192.0.2.8/29 on eth0; last heard within 4 ms of each other:
                        nas flatlined: silent for 6 s, 3 beats missed
                        pi flatlined: silent for 6 s, 3 beats missed
                        web flatlined: silent for 6 s, 3 beats missed""");
        assertThat(down.details())
                .containsEntry("hosts", "nas, pi, web")
                .containsEntry("address-range", "192.0.2.8/29")
                .containsEntry("interfaces", "eth0");

        Notification up = only(batch(up("pi"), up("nas"), up("web")));
        assertThat(up.title()).isEqualTo("Recovered 3 Hosts: pi, nas, web");
        assertThat(up.phase()).isEqualTo(Phase.RECOVERY);
        assertThat(up.incident()).isEqualTo(down.incident());
        assertThat(ledger.downHosts()).isEmpty();
    }

    @Test
    void eachRecoveryIsToldButTheIncidentIsOverWithTheLast() {
        String incident = only(batch(flat("nas", 1), flat("pi", 2))).incident();
        Notification first = only(batch(up("nas")));
        Notification last = only(batch(up("pi")));

        assertThat(List.of(first.phase(), last.phase())).containsExactly(Phase.NOTE, Phase.RECOVERY);
        assertThat(List.of(first.incident(), last.incident())).containsOnly(incident);
        assertThat(first.title()).isEqualTo("Recovered Host: nas");
    }

    @Test
    void nothingIsToldOutOfTurn() {
        batch(flat("web", 1));
        assertThat(titles(batch(flat("nas", 1), up("web"), flat("pi", 2), flat("web", 3), flat("mail", 4))))
                .containsExactly("Flatlined 2 Hosts: nas, pi", "Recovered Host: web", "Flatlined 2 Hosts: web, mail");
        assertThat(titles(batch(up("nas"), flat("nas", 5))))
                .containsExactly("Recovered Host: nas", "Flatlined Host: nas");
    }

    @Test
    void manyHostsAreToldInBrief() {
        Notification told = only(
                batch(IntStream.range(0, 200).mapToObj(i -> flat("h" + i, i)).toArray(HeartbeatEvent[]::new)));

        assertThat(told.title()).isEqualTo("Flatlined 200 Hosts: h0, h1, h2, h3, h4, and 195 more");
        assertThat(told.text().lines()).hasSize(52).last().isEqualTo("and 150 more");
        assertThat(ledger.downHosts()).hasSize(200);
    }

    @Test
    void whatACrashLeftOfItIsEnteredForEveryHost() {
        List<OutboxEntry> down = batch(flat("nas", 1), flat("pi", 2));
        List<OutboxEntry> up = batch(up("pi"));
        ledger = new Ledger();
        Stream.concat(down.stream(), up.stream())
                .map(entry -> OutboxEntry.parse(entry.name(), entry.lines()))
                .forEach(entry -> {
                    ledger.enter(entry);
                    ledger.book(QUEUE).enter(entry);
                });
        assertThat(ledger.book(QUEUE).told()).containsOnlyKeys("host nas");
        assertThat(batch(flat("nas", 1), flat("pi", 2), up("pi"))).isEmpty();
        assertThat(only(batch(up("nas"))).phase()).isEqualTo(Phase.RECOVERY);
    }

    private static HeartbeatEvent flat(String host, int number) {
        return Events.flatlined("f" + number + host, host, "192.0.2." + number, number);
    }

    private static HeartbeatEvent up(String host) {
        return Events.recovered("r" + host, host);
    }

    private List<OutboxEntry> batch(HeartbeatEvent... events) {
        Recipient.Batch batch = new Recipient(QUEUE, Wishes.EVERYTHING, ledger).new Batch();
        for (HeartbeatEvent event : events) {
            ledger.tell(event, 0).ifPresent(entry -> batch.add(event, entry, Instructions.NONE));
        }
        return batch.entries();
    }

    private static Notification only(List<OutboxEntry> entries) {
        assertThat(entries).hasSize(1);
        return entries.get(0).notification();
    }

    private static List<String> titles(List<OutboxEntry> entries) {
        return entries.stream().map(entry -> entry.notification().title()).toList();
    }
}
