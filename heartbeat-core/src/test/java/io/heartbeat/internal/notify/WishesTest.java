package io.heartbeat.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.settings.InstanceSettings;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishesTest {
    @Test
    void whoeverWishesNothingIsToldEverythingAndRemindedOnceADay() {
        Wishes wishes = read(Map.of());
        assertThat(wishes.wants(flatlined("nas"))).isTrue();
        assertThat(wishes.remindEvery()).contains(Duration.ofDays(1));
        assertThat(read(Map.of("remind-every", "off")).remindEvery()).isEmpty();
        assertThat(read(Map.of("remind-every", "4h")).remindEvery()).contains(Duration.ofHours(4));
    }

    @Test
    void severityEventsAndHostsAllHaveToFit() {
        Wishes wishes = read(Map.of(
                "severity", "warning", "events", "host-flatlined, hardware-problem", "hosts", "web-*, nas, !web-test"));
        assertThat(wishes.wants(flatlined("nas"))).isTrue();
        assertThat(wishes.wants(flatlined("web-1"))).isTrue();
        assertThat(wishes.wants(flatlined("web-test"))).isFalse();
        assertThat(wishes.wants(flatlined("pi"))).isFalse();
        assertThat(wishes.wants(departed("nas"))).isFalse();
    }

    @Test
    void onlySomeHostsCanBeLeftOut() {
        Wishes wishes = read(Map.of("hosts", "!lab-*"));
        assertThat(wishes.wants(flatlined("nas"))).isTrue();
        assertThat(wishes.wants(flatlined("LAB-1"))).isFalse();
    }

    @Test
    void whoWantsToHearOfFlatlinesHearsThatAHostComesAndGoesInTheirPlace() {
        Notification flapping = Wording.of(Events.flapping("c", "nas"), "c", Phase.PROBLEM, "c");
        assertThat(read(Map.of("events", "host-flatlined")).wants(flapping)).isTrue();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        InstanceSettings settings = settings(Map.of(
                "severity", "loud", "events", "host-late, host-flatlined", "hosts", "nas,,x", "remind-every", "1s"));
        Wishes.read(settings);
        assertThat(settings.problems())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("notifier.phone.severity must be info, warning or critical"))
                .anyMatch(line ->
                        line.startsWith("notifier.phone.events knows no 'host-late': write some of [beat-rejected, "))
                .anyMatch(line -> line.startsWith("notifier.phone.hosts has an empty part"))
                .anyMatch(line -> line.startsWith("notifier.phone.remind-every must be 1m to 30d, but is 1s"));
    }

    @Test
    void endsAloneAreNoWish() {
        InstanceSettings settings = settings(Map.of("events", "host-recovered"));
        Wishes.read(settings);
        assertThat(settings.problems()).singleElement().asString().contains("to whom the beginning was told");
    }

    @ParameterizedTest
    @CsvSource({
        "nas, nas, true", "nas, NAS, true", "nas, nas2, false", "*, anything at all, true", "web-?, web-1, true",
        "web-?, web-10, false", "web-*, web-, true", "a.c, abc, false", "[x], [x], true", "*b*, abc, true"
    })
    void patternsAreAsInAShell(String pattern, String host, boolean matches) {
        assertThat(HostPattern.of(pattern).matches(host)).isEqualTo(matches);
    }

    private static Notification flatlined(String host) {
        return Wording.of(Events.flatlined("f", host), "f", Phase.PROBLEM, "f");
    }

    private static Notification departed(String host) {
        Notification told = Wording.of(Events.departed("d", host), "d", Phase.PROBLEM, "d");
        assertThat(told.severity()).isEqualTo(Severity.INFO);
        return told;
    }

    private static Wishes read(Map<String, String> values) {
        InstanceSettings settings = settings(values);
        Wishes wishes = Wishes.read(settings);
        assertThat(settings.problems()).isEqualTo(List.of());
        return wishes;
    }

    private static InstanceSettings settings(Map<String, String> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value, Path.of(""))));
        return new InstanceSettings("notifier.", "phone", entries, Map.of());
    }
}
