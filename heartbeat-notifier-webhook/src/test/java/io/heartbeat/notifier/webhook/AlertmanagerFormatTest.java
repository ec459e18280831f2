package io.heartbeat.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.SampleNotifications;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Alertmanager would send. */
@Timeout(60)
class AlertmanagerFormatTest {
    private static final String NOT_YET = "0001-01-01T00:00:00Z";
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @AutoClose
    private final NotifierTrial webhook = NotifierTrial.of(new WebhookFactory()).with("format", "alertmanager");

    @Test
    void aProblemIsFiring() {
        String labels =
                "{\"alertname\":\"HostFlatlined\",\"host\":\"nas\",\"incident\":\"nas-1\",\"severity\":\"critical\"}";
        String annotations = "{\"summary\":\"Flatlined Host: nas\","
                + "\"description\":\"nas flatlined: silent for 10 s, 5 beats missed\",\"silence\":\"10 s\"}";

        assertThat(webhook.request(SampleNotifications.problem()).body())
                .isEqualTo(
                        "{\"version\":\"4\",\"groupKey\":\"{}:{\\\"incident\\\":\\\"nas-1\\\"}\",\"truncatedAlerts\":0,"
                                + "\"status\":\"firing\",\"receiver\":\"test\",\"groupLabels\":{\"incident\":\"nas-1\"},"
                                + "\"commonLabels\":" + labels + ",\"commonAnnotations\":" + annotations
                                + ",\"externalURL\":\"\",\"alerts\":[{\"status\":\"firing\",\"labels\":" + labels
                                + ",\"annotations\":" + annotations
                                + ",\"startsAt\":\"2026-11-22T10:00:00Z\",\"endsAt\":\"" + NOT_YET
                                + "\",\"generatorURL\":\"\",\"fingerprint\":\"cda6ccff721f39f7\"}]}");
    }

    @Test
    void itsEndIsResolvedUnderTheSameNameAndFingerprint() {
        String body = sent(notification("HOST_RECOVERED", Phase.RECOVERY, "nas-1", Map.of("downtime", "PT5M")));

        assertThat(body)
                .contains("\"status\":\"resolved\",\"receiver\"")
                .contains("\"alerts\":[{\"status\":\"resolved\",\"labels\":{\"alertname\":\"HostFlatlined\"")
                .contains("\"startsAt\":\"2026-11-22T09:55:00Z\",\"endsAt\":\"2026-11-22T10:00:00Z\"")
                .contains("\"fingerprint\":\"cda6ccff721f39f7\"");
    }

    @Test
    void anEndOfUnknownLengthBeganWhenItEnded() {
        String times = "\"startsAt\":\"2026-11-22T10:00:00Z\",\"endsAt\":\"2026-11-22T10:00:00Z\"";

        assertThat(sent(notification("HOST_RECOVERED", Phase.RECOVERY, "nas-1", Map.of())))
                .contains(times);
        assertThat(sent(notification("HOST_RECOVERED", Phase.RECOVERY, "nas-1", Map.of("downtime", "5 min"))))
                .contains(times);
    }

    @Test
    void whatIsToldMeanwhileGoesOnFiring() {
        assertThat(sent(notification("REMINDER", Phase.NOTE, "nas-1", Map.of())))
                .contains("\"status\":\"firing\"")
                .contains("\"endsAt\":\"" + NOT_YET + "\"")
                .contains("\"fingerprint\":\"cda6ccff721f39f7\"");
    }

    @Test
    void aNoteOfItsOwnEndsByItself() {
        assertThat(sent(notification("TEST", Phase.NOTE, "id-1", Map.of())))
                .contains("\"alertname\":\"Test\"")
                .contains("\"startsAt\":\"2026-11-22T10:00:00Z\",\"endsAt\":\"2026-11-22T10:05:00Z\"");
    }

    @Test
    void detailsAreAnnotationsNamedAsThoseAre() {
        assertThat(sent(notification("TEST", Phase.NOTE, "id-1", Map.of("beats-missed", "5"))))
                .contains("\"beats_missed\":\"5\"");
    }

    @Test
    void carriesAnyTextUnharmed() {
        for (Notification odd : SampleNotifications.odd()) {
            assertThat(Json.object(sent(odd)).get("alerts").toString()).contains("fingerprint");
        }
    }

    private String sent(Notification notification) {
        return webhook.request(notification).body();
    }

    private static Notification notification(String type, Phase phase, String incident, Map<String, String> details) {
        return new Notification("id-1", type, "nas", TEN, Severity.INFO, phase, incident, "title", "text", details);
    }
}
