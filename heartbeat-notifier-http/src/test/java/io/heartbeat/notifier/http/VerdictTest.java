package io.heartbeat.notifier.http;

import static io.heartbeat.notifier.http.Given.TOKEN;
import static io.heartbeat.notifier.http.Given.attempt;
import static io.heartbeat.notifier.http.Given.flatlined;
import static io.heartbeat.notifier.http.Given.notifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.Redaction;
import io.heartbeat.spi.SecretText;
import io.heartbeat.testkit.ScriptedServer;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of an answer. */
@Timeout(60)
class VerdictTest {
    private static final HttpUrl URL = HttpUrl.get("https://sample.invalid/messages");

    @AutoClose
    private final ScriptedServer service = new ScriptedServer();

    @Test
    void aDeliveryNamesWhatTheServiceCallsIt() throws Exception {
        assertThat(on("200 OK", "{\"id\":\"m-1\"}")).isEqualTo(Outcome.delivered("m-1"));
        assertThat(on("201 Created", "<html>")).isEqualTo(Outcome.delivered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "403 Forbidden"})
    void aRefusedTokenIsNamedByItsKey(String status) throws Exception {
        Outcome.Rejected rejected = rejected(on(status, "{\"error\":\"no such token\"}"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Sample does not accept the token: no such token, HTTP " + status.substring(0, 3)
                        + "; correct notifier.test.token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "405 Method Not Allowed", "410 Gone"})
    void aPlaceWithoutTheServiceIsASetting(String status) throws Exception {
        Outcome.Rejected rejected = rejected(on(status, "<html>nothing here</html>"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .isEqualTo("There is no Sample at " + service.url() + "/messages: HTTP " + status.substring(0, 3)
                        + "; correct notifier.test.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "409 Conflict", "413 Too Large", "422 No", "451 Unavailable"})
    void anyOtherRefusalIsAboutTheMessage(String status) throws Exception {
        Outcome.Rejected rejected = rejected(on(status, "{\"error\":\"odd\"}"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Sample does not take this message: odd, HTTP " + status.substring(0, 3));
    }

    @Test
    void whatOnlyTheServiceKnowsIsToldWithAdvice() {
        assertThat(verdict(400, Reply.unauthorised("w", "make a new one at home")))
                .isEqualTo(Outcome.rejected(
                        Refusal.AUTHORISATION,
                        "Sample does not accept the token: w, HTTP 400; make a new one at home and set it as "
                                + "notifier.phone.token"));
        assertThat(verdict(400, Reply.misconfigured("room", "", "it must begin with !")))
                .isEqualTo(Outcome.rejected(
                        Refusal.CONFIGURATION,
                        "Sample does not take the room: HTTP 400; correct notifier.phone.room: it must begin with !"));
        assertThat(verdict(404, Reply.unacceptable("too odd")))
                .isEqualTo(Outcome.rejected(Refusal.PAYLOAD, "Sample does not take this message: too odd, HTTP 404"));
        assertThat(verdict(200, Reply.troubled("nobody there")))
                .isEqualTo(Outcome.retry("Sample is in trouble: nobody there, HTTP 200"));
        Instant tomorrow = Given.NOW.plusSeconds(86_400);
        assertThat(verdict(429, Reply.usedUp(tomorrow, "enough", "it goes on tomorrow")))
                .isEqualTo(
                        Outcome.quota(tomorrow, "Sample takes no more for now: enough, HTTP 429; it goes on tomorrow"));
    }

    @Test
    void aRedirectIsToldWithoutWhatMayBeSecretInIt() throws Exception {
        String location = "http://user:word@elsewhere.invalid/login?token=" + TOKEN + "#top";
        for (String status : new String[] {"301 Moved", "302 Found", "303 See Other", "307 Same", "308 Same"}) {
            Outcome.Rejected rejected = rejected(on(status, "", "Location: " + location));

            assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
            assertThat(rejected.reason())
                    .contains(" to http://elsewhere.invalid/login (HTTP " + status.substring(0, 3) + ")")
                    .contains("notifier.test.url");
        }
    }

    @Test
    void aRedirectToNowhereIsToldToo() throws Exception {
        assertThat(rejected(on("302 Found", "")).reason()).contains("points elsewhere (HTTP 302)");
        assertThat(rejected(on("302 Found", "", "Location: ftp://x/")).reason()).contains("points elsewhere");
        assertThat(rejected(on("302 Found", "", "Location: /here")).reason()).contains(service.url() + "/here");
    }

    private static Outcome verdict(int status, Reply reply) {
        Sample sample = new Sample(URL, SecretText.of(TOKEN));
        Answer answer = new Answer(URL, status, Headers.of(), "", Given.attempt());
        return new Verdict(sample, "phone", new Redaction(List.of(sample.token()))).on(answer, reply);
    }

    private Outcome on(String status, String body, String... headers) throws Exception {
        service.next(status, body, headers);
        return notifier(service).deliver(flatlined(), attempt());
    }

    private static Outcome.Rejected rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcome;
    }
}
