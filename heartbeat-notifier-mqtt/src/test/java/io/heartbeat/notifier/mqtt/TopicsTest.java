package io.heartbeat.notifier.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.testkit.SampleNotifications;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("heartbeat");

    @Test
    void aHostHasAStateOfItsOwn() {
        assertThat(topics.states(SampleNotifications.problem())).containsExactly("heartbeat/host/nas/alive");
        assertThat(topics.states(SampleNotifications.recovery())).containsExactly("heartbeat/host/nas/alive");
    }

    @Test
    void hostsThatAreToldTogetherHaveAStateEach() {
        assertThat(topics.states(notification("HOST_FLATLINED", "nas", Map.of("hosts", "nas, pi, and 3 more"))))
                .containsExactly("heartbeat/host/nas/alive", "heartbeat/host/pi/alive");
    }

    @Test
    void hardwareHasAStateForEachThingThatCanBeWrong() {
        assertThat(topics.states(notification(
                        "HARDWARE_PROBLEM",
                        "nas",
                        Map.of("component", "smart:wwn-5", "code", "disk.pending, disk.hot"))))
                .containsExactly(
                        "heartbeat/host/nas/hardware/smart:wwn-5/disk.pending",
                        "heartbeat/host/nas/hardware/smart:wwn-5/disk.hot");
    }

    @Test
    void soHasAMonitor() {
        assertThat(topics.states(notification("MONITOR_ISOLATED", "pi", Map.of())))
                .containsExactly("heartbeat/host/pi/monitor");
    }

    @Test
    void nothingElseIsAState() {
        for (String type : new String[] {"TEST", "REMINDER", "DIGEST", "UNDELIVERED", "IDENTITY_CONFLICT"}) {
            assertThat(topics.states(notification(type, "nas", Map.of("hosts", "nas, pi"))))
                    .isEmpty();
        }
        assertThat(topics.events()).isEqualTo("heartbeat/event");
    }

    @Test
    void aNameIsOneLevelWhateverItHolds() {
        assertThat(topics.states(notification("HOST_FLATLINED", "a/b+#100%\0ä", Map.of())))
                .containsExactly("heartbeat/host/a%2Fb%2B%23100%25%00ä/alive");
        assertThat(topics.states(notification("HOST_FLATLINED", "x".repeat(100_000), Map.of()))
                        .get(0))
                .hasSizeLessThan(300);
    }

    private static Notification notification(String type, String host, Map<String, String> details) {
        return new Notification(
                "id-1", type, host, Instant.EPOCH, Severity.WARNING, Phase.PROBLEM, "id-1", "title", "text", details);
    }
}
