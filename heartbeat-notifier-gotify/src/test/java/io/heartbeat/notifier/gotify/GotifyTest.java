package io.heartbeat.notifier.gotify;

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

@Timeout(60)
class GotifyTest {
    @AutoClose
    private final NotifierTrial gotify = NotifierTrial.of(new GotifyFactory()).with("token", "A-made-up");

    @Test
    void aProblemRingsAndVibrates() {
        Received request = gotify.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /message HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("X-Gotify-Key")).isEqualTo("A-made-up");
        assertThat(request.body())
                .isEqualTo("{\"title\":\"Flatlined Host: nas\","
                        + "\"message\":\"nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"priority\":8}");
    }

    @Test
    void aRecoveryRings() {
        assertThat(gotify.request(recovery()).body())
                .isEqualTo("{\"title\":\"Recovered Host: nas\","
                        + "\"message\":\"nas recovered after 5 min at 10:05:00, 2026-11-22\",\"priority\":5}");
    }

    @Test
    void soDoesAWarningButNotANote() {
        assertThat(gotify.request(warning()).body()).endsWith("\"priority\":5}");
        assertThat(gotify.request(note()).body()).endsWith("\"priority\":2}");
    }

    @Test
    void thePathOfTheServerIsKept() {
        assertThat(gotify.at("/tools/gotify/").request(problem()).requestLine())
                .isEqualTo("POST /tools/gotify/message HTTP/1.1");
    }

    @Test
    void textIsPlain() {
        assertThat(gotify.request(saying("<b>*nas*</b>", "`a` & b")).body())
                .contains("\"title\":\"<b>*nas*</b>\",\"message\":\"`a` & b at ")
                .doesNotContain("extras");
    }

    @Test
    void itIsCalledAsGotifyCallsIt() {
        assertThat(gotify.answered("200 OK", "{\"id\":25,\"appid\":5,\"message\":\"m\"}"))
                .isEqualTo(Outcome.delivered("25"));
    }

    @ParameterizedTest
    @CsvSource({"401 Unauthorized", "403 Forbidden"})
    void aWrongTokenIsTold(String status) {
        Outcome.Rejected rejected = gotify.rejected(status, error(status, "you need to provide a valid access token"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Gotify does not accept the token: you need to provide a valid access token, HTTP "
                        + status.substring(0, 3) + "; take the token of an application (not of a client), under Apps"
                        + " in Gotify and set it as notifier.test.token");
    }

    @Test
    void aMessageThatIsRefusedIsSetAside() {
        Outcome.Rejected rejected =
                gotify.rejected("400 Bad Request", error("400 Bad Request", "Field 'message' is required"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Gotify does not take this message: Field 'message' is required, HTTP 400");
    }

    @Test
    void aPlaceWithoutGotifyIsASetting() {
        assertThat(gotify.rejected("404 Not Found", error("404 Not Found", "page not found"))
                        .reason())
                .isEqualTo("There is no Gotify at " + gotify.server().url()
                        + "/message: page not found, HTTP 404; correct notifier.test.url");
    }

    @Test
    void troubleIsTriedAgain() {
        assertThat(gotify.retry("500 Oops", error("500 Oops", "database is locked"))
                        .reason())
                .isEqualTo("Gotify is in trouble: database is locked, HTTP 500");
        assertThat(gotify.retry("429 No", "", "Retry-After: 9").after()).contains(Duration.ofSeconds(9));
    }

    /** As the server words it. */
    private static String error(String status, String description) {
        return "{\"error\":\"" + status.substring(4) + "\",\"errorCode\":" + status.substring(0, 3)
                + ",\"errorDescription\":\"" + description + "\"}";
    }
}
