package io.heartbeat.notifier.ntfy;

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
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NtfyTest {
    private static final String SEQUENCE = "\"sequence_id\":\"" + NotifierTrial.KEY + "\"}";

    @AutoClose
    private final NotifierTrial ntfy = NotifierTrial.of(new NtfyFactory()).with("topic", "machines");

    @Test
    void aProblemRingsAtTheHighestPriority() {
        Received request = ntfy.with("token", "tk_made-up").request(problem());

        assertThat(request.requestLine()).isEqualTo("POST / HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Authorization")).isEqualTo("Bearer tk_made-up");
        assertThat(request.body())
                .isEqualTo("{\"topic\":\"machines\",\"title\":\"Flatlined Host: nas\","
                        + "\"message\":\"nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"priority\":5,\"tags\":[\"red_circle\"]," + SEQUENCE);
    }

    @Test
    void aWarningIsOfHighPriority() {
        assertThat(ntfy.request(warning()).body())
                .isEqualTo("{\"topic\":\"machines\",\"title\":\"Failing Disk: nas\","
                        + "\"message\":\"disk sda has 8 pending sectors\\nBack it up, then replace it at 10:00:00,"
                        + " 2026-11-22\",\"priority\":4,\"tags\":[\"orange_circle\"]," + SEQUENCE);
    }

    @Test
    void aRecoveryIsOfUsualPriority() {
        assertThat(ntfy.request(recovery()).body())
                .isEqualTo("{\"topic\":\"machines\",\"title\":\"Recovered Host: nas\","
                        + "\"message\":\"nas recovered after 5 min at 10:05:00, 2026-11-22\","
                        + "\"priority\":3,\"tags\":[\"green_circle\"]," + SEQUENCE);
    }

    @Test
    void aNoteMakesNoSound() {
        assertThat(ntfy.request(note()).body()).contains("\"priority\":2,\"tags\":[\"large_blue_circle\"]");
    }

    @Test
    void aTapLeadsWhereItIsTo() {
        assertThat(ntfy.with("click", "https://status.example/nas")
                        .request(problem())
                        .body())
                .endsWith("\"tags\":[\"red_circle\"],\"click\":\"https://status.example/nas\"," + SEQUENCE);
    }

    @Test
    void nobodyIsNamedWithoutAToken() {
        assertThat(ntfy.request(problem()).header("Authorization")).isEqualTo("[]");
    }

    @Test
    void anyTextFits() {
        for (String character : new String[] {"x", "\"", "é", "💔"}) {
            String body = ntfy.request(saying(character.repeat(300), character.repeat(5000)))
                    .body();

            assertThat(body.getBytes(UTF_8)).hasSizeLessThan(8192);
            assertThat(body).contains("…\",\"message\"").contains("… at 10:00:00, 2026-11-22\"");
        }
    }

    @Test
    void itIsCalledAsNtfyCallsIt() {
        assertThat(ntfy.answered("200 OK", "{\"id\":\"hwQ2YpKdmg\",\"time\":1635528741,\"event\":\"message\"}"))
                .isEqualTo(Outcome.delivered("hwQ2YpKdmg"));
    }

    @Test
    void theDailyQuotaLastsUntilTomorrow() {
        Outcome.Quota quota =
                ntfy.quota("429 Too Many Requests", error(42908, "limit reached: daily message quota reached"));

        assertThat(quota.until()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(quota.reason())
                .isEqualTo("ntfy takes no more for now: limit reached: daily message quota reached (42908), HTTP 429;"
                        + " it goes on tomorrow (UTC), or with a paid plan or a server of your own");
    }

    @ParameterizedTest
    @ValueSource(ints = {42901, 42909})
    void tooManyRequestsComeAgain(int code) {
        Outcome.Retry retry = ntfy.retry("429 Too Many Requests", error(code, "limit reached"));

        assertThat(retry.after()).isEmpty();
        assertThat(retry.reason()).isEqualTo("ntfy wants fewer requests: limit reached (" + code + "), HTTP 429");
        assertThat(ntfy.retry("429 No", error(code, "limit reached"), "Retry-After: 5")
                        .after())
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void aTopicWithoutSubscribersIsTriedAgain() {
        assertThat(ntfy.retry(
                                "507 Insufficient Storage",
                                error(
                                        50701,
                                        "cannot publish to UnifiedPush topic without previously active subscriber"))
                        .reason())
                .startsWith("ntfy is in trouble: cannot publish to UnifiedPush topic");
    }

    @ParameterizedTest
    @ValueSource(ints = {40009, 40010})
    void aWrongTopicIsASetting(int code) {
        Outcome.Rejected rejected = ntfy.rejected("400 Bad Request", error(code, "invalid request: topic invalid"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .isEqualTo("ntfy does not take the topic: invalid request: topic invalid (" + code + "), HTTP 400;"
                        + " correct notifier.test.topic: it must be 1 to 64 letters, digits, dashes and underscores,"
                        + " and not a reserved name");
    }

    @Test
    void aWrongTokenIsTold() {
        Outcome.Rejected rejected = ntfy.rejected("401 Unauthorized", error(40101, "unauthorized"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("ntfy does not accept the token: unauthorized (40101), HTTP 401; make a new access token in"
                        + " the account settings of the server and set it as notifier.test.token");
    }

    @Test
    void aProtectedTopicNeedsAnotherToken() {
        Outcome.Rejected rejected = ntfy.rejected("403 Forbidden", error(40301, "forbidden"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("ntfy does not accept the token: forbidden (40301), HTTP 403; take the access token of a"
                        + " user who may write to the topic machines and set it as notifier.test.token");
    }

    @Test
    void aMessageThatIsTooLargeIsSetAside() {
        Outcome.Rejected rejected = ntfy.rejected("413 Request Entity Too Large", error(41303, "JSON body too large"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("ntfy does not take this message: JSON body too large (41303), HTTP 413");
    }

    /** As the server words it. */
    private static String error(int code, String message) {
        return "{\"code\":" + code + ",\"http\":" + code / 100 + ",\"error\":\"" + message
                + "\",\"link\":\"https://ntfy.sh/docs/publish/\"}";
    }
}
