package io.heartbeat.notifier.teams;

import static io.heartbeat.testkit.SampleNotifications.note;
import static io.heartbeat.testkit.SampleNotifications.problem;
import static io.heartbeat.testkit.SampleNotifications.recovery;
import static io.heartbeat.testkit.SampleNotifications.saying;
import static io.heartbeat.testkit.SampleNotifications.warning;
import static java.nio.charset.StandardCharsets.UTF_8;
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
class TeamsTest {
    private static final String PATH = "/workflows/made-up/triggers/manual/paths/invoke?sp=%2Ftriggers&sig=made-up";

    @AutoClose
    private final NotifierTrial teams =
            NotifierTrial.of(new TeamsFactory()).at(PATH).answering("202 Accepted", "");

    @Test
    void aProblemCallsForAttention() {
        Received request = teams.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST " + PATH + " HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo(card(
                        heading("Flatlined Host: nas", "Attention"),
                        line("nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22")));
    }

    @Test
    void aWarningHasALineForEachOfItsLines() {
        assertThat(teams.request(warning()).body())
                .isEqualTo(card(
                        heading("Failing Disk: nas", "Warning"),
                        line("disk sda has 8 pending sectors"),
                        line("Back it up, then replace it at 10:00:00, 2026-11-22")));
    }

    @Test
    void aRecoveryIsGood() {
        assertThat(teams.request(recovery()).body())
                .isEqualTo(card(
                        heading("Recovered Host: nas", "Good"),
                        line("nas recovered after 5 min at 10:05:00, 2026-11-22")));
    }

    @Test
    void aNoteIsNeither() {
        assertThat(teams.request(note()).body())
                .isEqualTo(
                        card(heading("New Host: pi", "Accent"), line("pi sends heartbeats at 10:00:00, 2026-11-22")));
    }

    @Test
    void markupIsShownAsItWasWritten() {
        assertThat(teams.request(saying("**nas_1**", "[a](b)\n\n# c")).body())
                .isEqualTo(card(
                        heading("\\\\*\\\\*nas\\\\_1\\\\*\\\\*", "Attention"),
                        line("\\\\[a\\\\](b)"),
                        line("\\\\# c at 10:00:00, 2026-11-22")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*", "💔", "a\n"})
    void anyTextFits(String text) {
        String body = teams.request(saying(text.repeat(300), text.repeat(5000))).body();

        assertThat(body.getBytes(UTF_8)).hasSizeLessThan(28_000);
        assertThat(body).contains("… at 10:00:00, 2026-11-22\"");
    }

    private static String card(String... blocks) {
        return "{\"type\":\"message\",\"attachments\":[{"
                + "\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"contentUrl\":null,"
                + "\"content\":{\"$schema\":\"http://adaptivecards.io/schemas/adaptive-card.json\","
                + "\"type\":\"AdaptiveCard\",\"version\":\"1.2\",\"body\":[" + String.join(",", blocks)
                + "],\"msteams\":{\"width\":\"Full\"}}}]}";
    }

    private static String heading(String text, String colour) {
        return "{\"type\":\"TextBlock\",\"text\":\"" + text
                + "\",\"wrap\":true,\"weight\":\"Bolder\",\"size\":\"Medium\",\"color\":\"" + colour + "\"}";
    }

    private static String line(String text) {
        return "{\"type\":\"TextBlock\",\"text\":\"" + text + "\",\"wrap\":true}";
    }

    @Test
    void anythingFrom200To299IsSuccess() {
        assertThat(teams.answered("202 Accepted", "")).isEqualTo(Outcome.delivered());
        assertThat(teams.answered("200 OK", "1")).isEqualTo(Outcome.delivered());
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request, WorkflowTriggerIsNotEnabled",
        "401 Unauthorized, DirectApiAuthorizationRequired",
        "403 Forbidden, AuthorizationFailed",
        "404 Not Found, WorkflowNotFound"
    })
    void aWorkflowThatDoesNotWorkAnyMoreNeedsAnother(String status, String code) {
        Outcome.Rejected rejected = teams.rejected(status, error(code, "It does not work."));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Teams does not accept the url: It does not work. (" + code + "), HTTP "
                        + status.substring(0, 3) + "; turn the workflow on, or make a new one, under Workflows in"
                        + " Teams, copy its whole address and set it as notifier.test.url");
    }

    @Test
    void aMessageThatIsRefusedIsSetAside() {
        Outcome.Rejected rejected =
                teams.rejected("400 Bad Request", error("TriggerInputSchemaMismatch", "The input is odd."));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Teams does not take this message: The input is odd. (TriggerInputSchemaMismatch), HTTP"
                        + " 400");
        assertThat(teams.rejected("413 Too Large", "").refusal()).isEqualTo(Refusal.PAYLOAD);
    }

    @Test
    void tooManyRequestsComeAgainWhenTeamsSays() {
        Outcome.Retry retry = teams.retry(
                "429 Too Many Requests", error("WorkflowRunActionThrottled", "Slow down."), "Retry-After: 40");

        assertThat(retry.after()).contains(Duration.ofSeconds(40));
        assertThat(retry.reason())
                .isEqualTo("Teams wants fewer requests: Slow down. (WorkflowRunActionThrottled), HTTP 429");
    }

    @Test
    void troubleIsTriedAgain() {
        assertThat(teams.retry("502 Bad Gateway", error("NoResponse", "The server did not receive a response."))
                        .reason())
                .startsWith("Teams is in trouble: The server did not receive a response. (NoResponse), HTTP 502");
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}
