package io.heartbeat.notifier.webhook;

import static io.heartbeat.testkit.NotifierTrial.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.ScriptedServer.Received;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookTest {
    @AutoClose
    private final NotifierTrial webhook = NotifierTrial.of(new WebhookFactory()).at("/hooks/not-a-real-path");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new WebhookFactory())
                .at("url", "/hooks/not-a-real-path")
                .with("token", "not-a-real-token")
                .with("hmac-secret", "not-a-real-hmac-secret")
                .with("header", "X-Api-Key: not-a-real-api-key")
                .success("202 Accepted", "")
                .verify();
    }

    @Test
    void postsTheNotificationAsItIs() {
        Received request = webhook.request(SampleNotifications.problem());

        assertThat(request.requestLine()).isEqualTo("POST /hooks/not-a-real-path HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-Key")).isEqualTo(KEY);
        assertThat(request.header("Authorization")).isEqualTo("[]");
        assertThat(request.header("X-Heartbeat-Signature")).isEqualTo("[]");
        assertThat(request.body())
                .isEqualTo("{\"version\":1,\"id\":\"c0ffee01\",\"type\":\"HOST_FLATLINED\",\"host\":\"nas\","
                        + "\"at\":\"2026-11-22T10:00:00Z\",\"severity\":\"CRITICAL\",\"phase\":\"PROBLEM\","
                        + "\"incident\":\"nas-1\",\"title\":\"Flatlined Host: nas\","
                        + "\"text\":\"nas flatlined: silent for 10 s, 5 beats missed\","
                        + "\"details\":{\"silence\":\"10 s\"}}");
    }

    @Test
    void provesWhoSends() {
        Received request = webhook.with("token", "not-a-real-token")
                .with("hmac-secret", "not-a-real-hmac-secret")
                .with("header", "X-Api-Key: first key, X-Tenant:home")
                .request(SampleNotifications.problem());

        assertThat(request.header("Authorization")).isEqualTo("Bearer not-a-real-token");
        assertThat(request.header("X-Api-Key")).isEqualTo("first key");
        assertThat(request.header("X-Tenant")).isEqualTo("home");
        // printf 't.body' | openssl dgst -sha256 -hmac not-a-real-hmac-secret
        assertThat(request.header("X-Heartbeat-Signature"))
                .isEqualTo("t=1795341600,v1=9e210c963b36b2be0959202b066a4a48773ce622cc3766ac2f3f6c7e512dec3b");
    }

    @Test
    void isTheSameAtEveryAttempt() {
        webhook.with("hmac-secret", "not-a-real-hmac-secret").request(SampleNotifications.problem());
        webhook.request(SampleNotifications.problem());

        assertThat(webhook.server().requests().get(0))
                .isEqualTo(webhook.server().requests().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "201 Created", "202 Accepted", "299 ?"})
    void anySuccessIsDelivered(String status) {
        assertThat(webhook.answered(status, "whatever")).isEqualTo(Outcome.delivered());
    }

    @Test
    void repeatsTheWordsOfTheReceiver() {
        assertThat(webhook.rejected("400 Bad Request", "{\"message\":\"no such queue\"}")
                        .reason())
                .isEqualTo("the webhook does not take this message: no such queue, HTTP 400");
        assertThat(webhook.rejected("422 No", "no such queue\n").reason()).contains(": no such queue, HTTP 422");
        assertThat(webhook.rejected("400 No", "<html>").reason()).contains(": HTTP 400");
    }

    @Test
    void namesTheSettingThatIsRefused() {
        assertThat(webhook.rejected("401 Unauthorized", "").reason()).endsWith("correct notifier.test.url");
    }

    @Test
    void waitsAsLongAsTheReceiverWants() {
        assertThat(webhook.retry("503 No", "", "Retry-After: 30").after()).contains(Duration.ofSeconds(30));
        assertThat(webhook.retry("500 Oops", "").after()).isEmpty();
    }

    @Test
    void anAddressThatIsGoneIsASetting() {
        Outcome.Rejected gone = webhook.rejected("410 Gone", "");

        assertThat(gone.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(gone.reason()).doesNotContain("not-a-real-path");
    }

    @Test
    void asksForAnAddress() {
        assertThat(webhook.errors("url", ""))
                .containsExactly("test.url is not set, nor is url-file: set the address to post to");
    }

    @Test
    void knowsTwoFormats() {
        assertThat(webhook.errors("format", "xml"))
                .containsExactly("test.format must be heartbeat or alertmanager, but is 'xml'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no colon", "X-Key:", "X Key: value", "X-Key: café", "X-Key: a\rb", "Content-Type: text/xml"})
    void refusesAHeaderThatCannotBeWithoutShowingIt(String header) {
        assertThat(webhook.errors("header", header))
                .singleElement()
                .asString()
                .startsWith("test.header must ")
                .doesNotContain(header);
    }

    @Test
    void tellsSeveralReceiversApartByAChecksum() {
        assertThat(webhook.recipients()).containsExactly("");
        assertThat(webhook.recipients("url", "http://127.0.0.1:1/one,http://127.0.0.1:1/two"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[0-9a-f]{8}"));
    }
}
