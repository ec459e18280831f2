package io.heartbeat.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.event.Severity;
import io.heartbeat.notifier.http.Json;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notification.Phase;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PagerDutyTest {
    private static final String KEY = "NotARealRoutingKey00000000000000";
    private static final String TAKEN =
            "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"nas-1\"}";

    @AutoClose
    private final NotifierTrial pagerDuty =
            NotifierTrial.of(new PagerDutyFactory()).with("routing-key", KEY).answering("202 Accepted", TAKEN);

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new PagerDutyFactory())
                .with("routing-key", KEY)
                .success("202 Accepted", TAKEN)
                .verify();
    }

    @Test
    void aProblemTriggersAnIncident() {
        Received request = pagerDuty.request(SampleNotifications.problem());

        assertThat(request.requestLine()).isEqualTo("POST /v2/enqueue HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"routing_key\":\"" + KEY + "\",\"event_action\":\"trigger\",\"dedup_key\":\"nas-1\","
                        + "\"client\":\"Heartbeat\",\"payload\":{"
                        + "\"summary\":\"Flatlined Host: nas – nas flatlined: silent for 10 s, 5 beats missed\","
                        + "\"source\":\"nas\",\"timestamp\":\"2026-11-22T10:00:00Z\","
                        + "\"custom_details\":{\"text\":\"nas flatlined: silent for 10 s, 5 beats missed\","
                        + "\"silence\":\"10 s\"},\"severity\":\"critical\",\"class\":\"HOST_FLATLINED\"}}");
    }

    @Test
    void itsEndResolvesTheSameIncident() {
        assertThat(pagerDuty.request(SampleNotifications.recovery()).body())
                .startsWith("{\"routing_key\":\"" + KEY + "\",\"event_action\":\"resolve\",\"dedup_key\":\"nas-1\",");
    }

    @Test
    void aWarningIsOne() {
        assertThat(pagerDuty.request(SampleNotifications.warning()).body())
                .contains("\"event_action\":\"trigger\"")
                .contains("\"summary\":\"Failing Disk: nas – disk sda has 8 pending sectors Back it up, then replace"
                        + " it\"")
                .contains("\"severity\":\"warning\"");
    }

    @Test
    void aReminderIsOfTheSameIncident() {
        Notification reminder = new Notification(
                "id-7",
                "REMINDER",
                "nas",
                Instant.parse("2026-11-22T11:00:00Z"),
                Severity.CRITICAL,
                Phase.NOTE,
                "nas-1",
                "Still: Flatlined Host: nas",
                "",
                Map.of());

        assertThat(pagerDuty.request(reminder).body())
                .contains("\"event_action\":\"trigger\",\"dedup_key\":\"nas-1\"")
                .contains("\"summary\":\"Still: Flatlined Host: nas\"");
    }

    @Test
    void aNoteCallsNobody() {
        Received request = pagerDuty.request(SampleNotifications.note());

        assertThat(request.requestLine()).isEqualTo("POST /v2/change/enqueue HTTP/1.1");
        assertThat(request.body())
                .isEqualTo("{\"routing_key\":\"" + KEY + "\",\"payload\":{\"summary\":\"New Host: pi – pi sends"
                        + " heartbeats\",\"source\":\"pi\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"custom_details\":{\"text\":\"pi"
                        + " sends heartbeats\"}}}");
    }

    @Test
    void aSummaryIsCut() {
        String body = pagerDuty
                .request(SampleNotifications.saying("t".repeat(30), "💔".repeat(2000)))
                .body();
        String summary = Json.text(Json.object(body), "payload", "summary");

        assertThat(summary.codePointCount(0, summary.length())).isEqualTo(1024);
        assertThat(summary).endsWith("💔…");
    }

    @Test
    void isDeliveredUnderItsDedupKey() {
        assertThat(pagerDuty.answered("202 Accepted", TAKEN)).isEqualTo(Outcome.delivered("nas-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Length of 'routing_key' is incorrect (should be 32 characters)", "Invalid routing key"})
    void aWrongKeyIsTold(String words) {
        Outcome.Rejected rejected = pagerDuty.rejected(
                "400 Bad Request",
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"" + words
                        + "\"]}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .startsWith("PagerDuty does not accept the routing-key: Event object is invalid: " + words)
                .contains("Events API v2")
                .endsWith("set it as notifier.test.routing-key");
    }

    @Test
    void anotherInvalidEventIsThisOne() {
        Outcome.Rejected rejected = pagerDuty.rejected(
                "400 Bad Request",
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\","
                        + "\"errors\":[\"'payload.summary' is missing or blank\"]}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason()).contains("'payload.summary' is missing or blank, HTTP 400");
    }

    @Test
    void tooManyEventsWait() {
        assertThat(pagerDuty
                        .retry("429 Too Many Requests", "{\"message\":\"Rate limit reached\"}")
                        .reason())
                .isEqualTo("PagerDuty wants fewer requests: Rate limit reached, HTTP 429");
        assertThat(pagerDuty.retry("429 No", "", "Retry-After: 60").after()).contains(Duration.ofMinutes(1));
        assertThat(pagerDuty.retry("500 Oops", "").after()).isEmpty();
    }

    @Test
    void asksForAKey() {
        assertThat(pagerDuty.errors("routing-key", ""))
                .singleElement()
                .asString()
                .startsWith("test.routing-key is not set, nor is routing-key-file: add an integration");
        assertThat(pagerDuty.errors("routing-key", "too-short"))
                .singleElement()
                .asString()
                .startsWith("test.routing-key must be 32 letters and digits")
                .doesNotContain("too-short");
    }

    @Test
    void tellsServicesApart() {
        assertThat(pagerDuty.recipients("routing-key", KEY + "," + KEY.replace('0', '1')))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }
}
