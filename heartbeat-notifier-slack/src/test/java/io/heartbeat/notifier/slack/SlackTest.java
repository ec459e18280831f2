package io.heartbeat.notifier.slack;

import static io.heartbeat.testkit.SampleNotifications.note;
import static io.heartbeat.testkit.SampleNotifications.problem;
import static io.heartbeat.testkit.SampleNotifications.recovery;
import static io.heartbeat.testkit.SampleNotifications.saying;
import static io.heartbeat.testkit.SampleNotifications.warning;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.ScriptedServer.Received;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlackTest {
    private static final String WHEN = " at 10:00:00, 2026-11-22";

    @AutoClose
    private final NotifierTrial chat = NotifierTrial.of(new SlackFactory()).answering("200 OK", "ok");

    private NotifierTrial slack() {
        return chat.at("/services/T0/B0/made-up");
    }

    private NotifierTrial mattermost() {
        return chat.at("/hooks/made-up");
    }

    private NotifierTrial rocketChat() {
        return chat.at("/hooks/id/made-up");
    }

    @Test
    void aProblemHasARedBar() {
        Received request = slack().request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /services/T0/B0/made-up HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"attachments\":[{\"color\":\"#d32f2f\","
                        + "\"fallback\":\"Flatlined Host: nas\\nnas flatlined: silent for 10 s, 5 beats missed" + WHEN
                        + "\",\"title\":\"Flatlined Host: nas\","
                        + "\"text\":\"nas flatlined: silent for 10 s, 5 beats missed" + WHEN + "\","
                        + "\"mrkdwn_in\":[]}]}");
    }

    @Test
    void aRecoveryHasAGreenBar() {
        assertThat(slack().request(recovery()).body())
                .isEqualTo("{\"attachments\":[{\"color\":\"#388e3c\","
                        + "\"fallback\":\"Recovered Host: nas\\nnas recovered after 5 min at 10:05:00, 2026-11-22\","
                        + "\"title\":\"Recovered Host: nas\","
                        + "\"text\":\"nas recovered after 5 min at 10:05:00, 2026-11-22\",\"mrkdwn_in\":[]}]}");
    }

    @Test
    void warningsAreOrangeAndNotesBlue() {
        assertThat(slack().request(warning()).body()).startsWith("{\"attachments\":[{\"color\":\"#f57c00\"");
        assertThat(slack().request(note()).body()).startsWith("{\"attachments\":[{\"color\":\"#1976d2\"");
    }

    @Test
    void slackTakesThreeCharactersAsEntities() {
        assertThat(slack().request(saying("<!channel> & *co*", "a<b")).body())
                .contains(
                        "\"fallback\":\"&lt;!channel&gt; &amp; *co*\\na&lt;b" + WHEN + "\"",
                        "\"title\":\"&lt;!channel&gt; &amp; *co*\"",
                        "\"text\":\"a&lt;b" + WHEN + "\"");
    }

    @Test
    void mattermostTakesEscapedMarkdownAndMentionsNobody() {
        assertThat(mattermost().request(saying("@all & *co*", "a<b>\\c")).body())
                .contains(
                        "\"fallback\":\"@all & *co*\\na<b>\\\\c" + WHEN + "\"",
                        "\"title\":\"@\u200Ball &amp; \\\\*co\\\\*\"",
                        "\"text\":\"a&lt;b\\\\>\\\\\\\\c" + WHEN + "\"");
    }

    @Test
    void rocketChatTakesTextAsItIs() {
        assertThat(rocketChat().request(saying("@all & *co*", "a<b")).body())
                .contains(
                        "\"fallback\":\"@all & *co*\\na<b" + WHEN + "\"",
                        "\"title\":\"@all & *co*\"",
                        "\"text\":\"a<b" + WHEN + "\"",
                        "\"mrkdwn_in\":[]");
    }

    @Test
    void theChatCanBeTold() {
        assertThat(slack().with("chat", "rocket.chat")
                        .request(saying("a & b", ""))
                        .body())
                .contains("\"title\":\"a & b\"");
    }

    @Test
    void onlyOkIsSuccessForSlackAndMattermost() {
        assertThat(slack().answered("200 OK", "ok")).isEqualTo(Outcome.delivered());
        assertThat(mattermost().answered("200 OK", "ok\n")).isEqualTo(Outcome.delivered());
    }

    @Test
    void rocketChatSaysSoInAnObject() {
        assertThat(rocketChat().answered("200 OK", "{\"success\":true}")).isEqualTo(Outcome.delivered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Please log in</html>", "no_text", "{\"success\":false,\"error\":\"no_text\"}"})
    void anythingElseIsNoSuccess(String body) {
        Outcome.Rejected rejected = slack().rejected("200 OK", body);

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .startsWith("Slack does not take the url: " + (body.startsWith("<") ? "" : "no_text, ") + "HTTP 200;")
                .endsWith("correct notifier.test.url: whoever answers there is not Slack");
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request, invalid_token",
        "400 Bad Request, user_not_found",
        "403 Forbidden, action_prohibited",
        "403 Forbidden, team_disabled",
        "404 Not Found, channel_not_found",
        "404 Not Found, no_service",
        "404 Not Found, no_team",
        "410 Gone, channel_is_archived"
    })
    void aWebhookThatDoesNotWorkAnyMoreNeedsAnother(String status, String error) {
        Outcome.Rejected rejected = slack().rejected(status, error);

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Slack does not accept the url: " + error + ", HTTP " + status.substring(0, 3)
                        + "; make a new incoming webhook at https://api.slack.com/apps and set it as"
                        + " notifier.test.url");
    }

    @Test
    void mattermostSaysSoInAnObject() {
        Outcome.Rejected rejected = mattermost()
                .rejected(
                        "400 Bad Request",
                        "{\"id\":\"web.incoming_webhook.invalid.app_error\",\"message\":\"Invalid webhook.\","
                                + "\"detailed_error\":\"\",\"request_id\":\"r\",\"status_code\":400}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Mattermost does not accept the url: Invalid webhook., HTTP 400; make a new incoming webhook"
                        + " under Integrations and set it as notifier.test.url");
    }

    @ParameterizedTest
    @CsvSource({"404 Not Found, Invalid integration id or token provided.", "400 Bad Request, invalid-channel"})
    void soDoesRocketChat(String status, String error) {
        Outcome.Rejected rejected = rocketChat().rejected(status, "{\"success\":false,\"error\":\"" + error + "\"}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason()).startsWith("Rocket.Chat does not accept the url: " + error + ", HTTP ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_payload", "invalid_attachments"})
    void aMessageThatIsRefusedIsSetAside(String body) {
        Outcome.Rejected rejected = slack().rejected("400 Bad Request", body);

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason()).startsWith("Slack does not take this message: invalid_");
    }

    @Test
    void tooManyRequestsComeAgainWhenSlackSays() {
        Outcome.Retry retry = slack().retry(
                        "429 Too Many Requests",
                        "{\"retry_after\":1,\"ok\":false,\"error\":\"rate_limited\"}",
                        "Retry-After: 30");

        assertThat(retry.after()).contains(Duration.ofSeconds(30));
        assertThat(retry.reason()).isEqualTo("Slack wants fewer requests: rate_limited, HTTP 429");
    }

    @Test
    void orWhenTheOthersDo() {
        assertThat(mattermost()
                        .retry("429 No", "limit exceeded", "X-Ratelimit-Reset: 2")
                        .after())
                .contains(Duration.ofSeconds(2));
        long inAMinute = NotifierTrial.NOW.plusSeconds(60).toEpochMilli();
        assertThat(rocketChat()
                        .retry("429 No", "{\"success\":false}", "X-RateLimit-Reset: " + inAMinute)
                        .after())
                .contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({
        "500 Oops, rollup_error",
        "501 Not Implemented, Incoming webhooks are off",
        "503 No, Service Unavailable"
    })
    void troubleIsTriedAgain(String status, String body) {
        assertThat(slack().retry(status, body).reason()).startsWith("Slack is in trouble: " + body + ", HTTP 50");
    }
}
