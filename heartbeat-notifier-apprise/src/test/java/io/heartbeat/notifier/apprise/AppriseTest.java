package io.heartbeat.notifier.apprise;

import static io.heartbeat.testkit.NotifierTrial.KEY;
import static io.heartbeat.testkit.NotifierTrial.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer;
import io.heartbeat.testkit.ScriptedServer.Received;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AppriseTest {
    private static final String URLS = "json://user:not-a-real-password@hub.lan,ntfy://not-a-real-topic";
    private static final String SENT = "{\"error\":null}";

    @AutoClose
    private final NotifierTrial apprise =
            NotifierTrial.of(new AppriseFactory()).with("urls", URLS).answering("200 OK", SENT);

    @AutoClose
    private final NotifierTrial stored =
            NotifierTrial.of(new AppriseFactory()).with("key", "not-a-real-key").with("tag", "family, admins");

    @Test
    void keepsTheContractOfANotifierWithUrls() {
        HttpNotifierContract.of(new AppriseFactory())
                .with("urls", URLS)
                .success("200 OK", SENT)
                .verify();
    }

    @Test
    void keepsTheContractOfANotifierWithAKey() {
        HttpNotifierContract.of(new AppriseFactory())
                .with("key", "not-a-real-key")
                .with("tag", "family")
                .success("200 OK", SENT)
                .verify();
    }

    @Test
    void namesTheServicesEachTime() {
        Received request = apprise.request(SampleNotifications.problem());

        assertThat(request.requestLine()).isEqualTo("POST /notify/ HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"title\":\"Flatlined Host: nas\","
                        + "\"body\":\"nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"type\":\"failure\",\"format\":\"text\",\"urls\":\"" + URLS + "\"}");
    }

    @Test
    void orAsksForThoseThatTheServerKnows() {
        Received request = stored.request(SampleNotifications.problem());

        assertThat(request.requestLine()).isEqualTo("POST /notify/not-a-real-key HTTP/1.1");
        assertThat(request.body()).endsWith("\"type\":\"failure\",\"format\":\"text\",\"tag\":\"family, admins\"}");
    }

    @Test
    void keepsThePathOfTheUrl() {
        apprise.at("/apprise");

        assertThat(apprise.request(SampleNotifications.problem()).requestLine())
                .isEqualTo("POST /apprise/notify/ HTTP/1.1");
    }

    @Test
    void tellsTheTypesApart() {
        assertThat(apprise.request(SampleNotifications.warning()).body()).contains("\"type\":\"warning\"");
        assertThat(apprise.request(SampleNotifications.recovery()).body()).contains("\"type\":\"success\"");
        assertThat(apprise.request(SampleNotifications.note()).body()).contains("\"type\":\"info\"");
    }

    @Test
    void nobodyToNotifyIsNoSuccess() {
        assertNobody(
                apprise,
                "Apprise does not take the urls: there is nobody to notify, HTTP 204; correct notifier.test.urls");
        assertNobody(
                stored,
                "Apprise does not take the key: there is nobody to notify, HTTP 204; correct notifier.test.key");
    }

    private static void assertNobody(NotifierTrial trial, String reason) {
        trial.server()
                .next(socket -> ScriptedServer.write(
                        socket, "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        Outcome.Rejected rejected = (Outcome.Rejected) trial.deliver(SampleNotifications.problem());

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).startsWith(reason);
    }

    @Test
    void aDeliveryInPartIsTriedThreeTimesAtMost() throws Exception {
        assertThat(inPart(1)).isInstanceOf(Outcome.Retry.class);
        assertThat(inPart(2)).isInstanceOf(Outcome.Retry.class);
        assertThat(inPart(3))
                .isEqualTo(Outcome.rejected(
                        Refusal.PAYLOAD,
                        "Apprise does not take this message: not every service could be notified: One or more"
                                + " notification could not be sent, HTTP 424"));
    }

    private Outcome inPart(int attempt) throws Exception {
        apprise.server().next("424 Failed Dependency", "{\"error\":\"One or more notification could not be sent\"}");
        return apprise.notifiers()
                .get(0)
                .deliver(SampleNotifications.problem(), new Attempt(attempt, NOW, NOW.plusSeconds(30), KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "431 Request Header Fields Too Large"})
    void aRefusalIsOfThisMessage(String status) {
        assertThat(apprise.rejected(status, "{\"error\":\"Invalid payload\"}").reason())
                .startsWith("Apprise does not take this message: Invalid payload, HTTP 4");
    }

    @Test
    void aPlaceWithoutAppriseIsASettingAndShowsNoKey() {
        Outcome.Rejected rejected = stored.rejected("405 Method Not Allowed", "");

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).contains("/notify/[hidden]").endsWith("correct notifier.test.url");
    }

    @Test
    void aTroubledServerIsTriedAgain() {
        assertThat(apprise.retry("500 Internal Server Error", "{\"error\":\"cannot read configuration\"}")
                        .reason())
                .isEqualTo("Apprise is in trouble: cannot read configuration, HTTP 500");
    }

    @Test
    void asksWhomToNotify() {
        assertThat(apprise.errors("urls", ""))
                .singleElement()
                .asString()
                .startsWith("test.urls is not set, nor is urls-file: name the services");
        assertThat(apprise.errors("url", "")).singleElement().asString().startsWith("test.url ");
        assertThat(apprise.errors("key", "other")).containsExactly("test.key must not be set together with urls");
        assertThat(apprise.errors("tag", "family")).singleElement().asString().startsWith("test.tag must not be set");
        assertThat(stored.errors("key", "a/b")).singleElement().asString().startsWith("test.key must be 1 to 128");
    }
}
