package io.heartbeat.notifier.pushover;

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
import java.net.URLDecoder;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PushoverTest {
    private static final String KEYS = "token=" + Given.TOKEN + "&user=" + Given.USER;
    private static final String FLATLINED = KEYS + "&title=Flatlined+Host%3A+nas"
            + "&message=nas+flatlined%3A+silent+for+10+s%2C+5+beats+missed+at+10%3A00%3A00%2C"
            + "+2026-11-22&timestamp=1795341600";

    @AutoClose
    private final NotifierTrial pushover = Given.pushover();

    @Test
    void aProblemBreaksThroughQuietHours() {
        Received request = pushover.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /1/messages.json HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body()).isEqualTo(FLATLINED + "&priority=1");
    }

    @Test
    void anEmergencyRingsUntilSomebodyComes() {
        assertThat(pushover.with("emergency", "on").request(problem()).body())
                .isEqualTo(FLATLINED + "&priority=2&retry=60&expire=3600&tags=heartbeat-68154bae");
    }

    @Test
    void orUntilItIsOver() {
        pushover.with("emergency", "on").with("retry", "30s").with("expire", "3h");
        assertThat(pushover.request(problem()).body()).contains("&retry=30&expire=10800&tags=heartbeat-68154bae");

        Received recovered = pushover.request(recovery());

        assertThat(pushover.server().requests()).hasSize(3);
        Received cancelled = pushover.server().requests().get(1);
        assertThat(cancelled.requestLine())
                .isEqualTo("POST /1/receipts/cancel_by_tag/heartbeat-68154bae.json HTTP/1.1");
        assertThat(cancelled.body()).isEqualTo("token=" + Given.TOKEN);
        assertThat(recovered.body()).contains("title=Recovered+Host%3A+nas").endsWith("&priority=0");
    }

    @Test
    void whatCannotBeCancelledIsToldNevertheless() {
        pushover.with("emergency", "on").server().next("404 Not Found", "{\"status\":0,\"errors\":[\"not found\"]}");

        assertThat(pushover.deliver(recovery())).isEqualTo(Outcome.delivered("647d2300-702c"));
    }

    @Test
    void aRecoveryIsOfUsualPriority() {
        assertThat(pushover.request(recovery()).body())
                .isEqualTo(KEYS + "&title=Recovered+Host%3A+nas&message=nas+recovered+after+5+min+at"
                        + "+10%3A05%3A00%2C+2026-11-22&timestamp=1795341900&priority=0");
        assertThat(pushover.server().requests()).hasSize(1);
    }

    @Test
    void soIsAWarningButANoteMakesNoSound() {
        assertThat(pushover.request(warning()).body()).endsWith("&priority=0");
        assertThat(pushover.request(note()).body()).endsWith("&priority=-1");
    }

    @Test
    void devicesAreNamed() {
        assertThat(pushover.with("device", "phone, tablet").request(problem()).body())
                .isEqualTo(FLATLINED + "&priority=1&device=phone%2Ctablet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "💔"})
    void anyTextFits(String character) {
        String body = pushover.request(saying(character.repeat(300), character.repeat(2000)))
                .body();

        assertThat(codePoints(body, "title")).isEqualTo(250);
        assertThat(codePoints(body, "message")).isEqualTo(1024);
    }

    private static int codePoints(String form, String field) {
        String value = URLDecoder.decode(form.replaceFirst(".*&" + field + "=([^&]*).*", "$1"), UTF_8);
        return value.codePointCount(0, value.length());
    }

    @Test
    void theMonthlyQuotaLastsAsLongAsPushoverSays() {
        Instant december = Instant.parse("2026-12-01T06:00:00Z");

        Outcome.Quota quota = pushover.quota(
                "429 Too Many Requests",
                "{\"errors\":[\"application is over its quota of messages per month\"],\"status\":0}",
                "X-Limit-App-Limit: 10000",
                "X-Limit-App-Remaining: 0",
                "X-Limit-App-Reset: " + december.getEpochSecond());

        assertThat(quota.until()).isEqualTo(december);
        assertThat(quota.reason())
                .isEqualTo("Pushover takes no more for now: application is over its quota of messages per month, HTTP"
                        + " 429; it goes on next month, or with more messages bought");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "1795341607", "9999999999", "99999999999999999999"})
    void aResetThatCannotBeIsTomorrow(String reset) {
        assertThat(pushover.quota("429 No", "", "X-Limit-App-Reset: " + reset).until())
                .isEqualTo("2026-11-23T10:00:07Z");
        assertThat(pushover.quota("429 No", "").until()).isEqualTo("2026-11-23T10:00:07Z");
    }

    @Test
    void aWrongTokenIsTold() {
        Outcome.Rejected rejected = pushover.rejected(
                "400 Bad Request",
                "{\"token\":\"invalid\",\"errors\":[\"application token is invalid\"],\"status\":0,\"request\":\"r\"}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Pushover does not accept the token: application token is invalid, HTTP 400; make an"
                        + " application at https://pushover.net/apps/build and take its API token and set it as"
                        + " notifier.test.token");
    }

    @ParameterizedTest
    @CsvSource({
        "user, invalid, user identifier is not a valid user",
        "device, invalid, device name is not valid for user",
        "device, '', device name is not valid for user"
    })
    void aWrongRecipientIsASetting(String key, String value, String error) {
        Outcome.Rejected rejected = pushover.rejected(
                "400 Bad Request",
                "{\"" + key + "\":\"" + value + "\",\"errors\":[\"" + error + "\"],\"status\":0,\"request\":\"r\"}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .startsWith("Pushover does not take the " + key + ": " + error + ", HTTP 400; correct notifier.test."
                        + key + ": it must be the ")
                .endsWith(": it is at https://pushover.net");
    }

    @Test
    void aMessageThatIsRefusedIsSetAsideWithAllThatIsWrong() {
        Outcome.Rejected rejected = pushover.rejected(
                "400 Bad Request",
                "{\"errors\":[\"message cannot be blank\",\"title is odd\"],\"status\":0,\"request\":\"r\"}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Pushover does not take this message: message cannot be blank; title is odd, HTTP 400");
    }

    @Test
    void troubleIsTriedAgain() {
        assertThat(pushover.retry("500 Oops", "").after()).isEmpty();
    }
}
