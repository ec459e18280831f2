package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.TOKEN;
import static io.heartbeat.notifier.pushbullet.Given.error;
import static io.heartbeat.testkit.NotifierTrial.KEY;
import static io.heartbeat.testkit.SampleNotifications.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.testkit.NotifierTrial;
import io.heartbeat.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every final answer that Pushbullet is known to give, and what it means. */
@Timeout(60)
class PushbulletOutcomeTest {
    private static final String QUOTA =
            error("pushbullet_pro_required", "Pushbullet Pro is required to make this call.");

    @AutoClose
    private final NotifierTrial pushbullet =
            NotifierTrial.of(new PushbulletFactory()).with("token", TOKEN);

    @Test
    void aPushObjectIsDelivered() {
        Outcome outcome = on("200 OK", """
                {"active":true,"body":"b","created":1.412047948579029e+09,"direction":"self","dismissed":false,
                 "iden":"ujpah72o0sjAoRtnM0jc","modified":1.412047948579031E+09,"receiver_email":"elon@teslamotors.example",
                 "receiver_email_normalized":"elon@teslamotors.example","receiver_iden":"ujpah72o0",
                 "sender_email":"elon@teslamotors.example","sender_email_normalized":"elon@teslamotors.example",
                 "sender_iden":"ujpah72o0","sender_name":"Elon Musk","title":"t","type":"note","guid":"x",
                 "target_device_iden":"d","source_device_iden":"s","channel_iden":"c","client_iden":"cl",
                 "awake_app_guids":["a"],"something_new":{"deep":[1,null]}}""");

        assertThat(outcome).isEqualTo(Outcome.delivered("ujpah72o0sjAoRtnM0jc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "ok",
                "<html>fine</html>",
                "[]",
                "null",
                "{\"iden\":null}",
                "{\"iden\":{}}",
                "{\"iden\":[\"x\"]}",
                "{\"type\":\"note\"}",
                "{\"iden\":\"half",
                "\u0000\u0001"
            })
    void anySuccessIsDeliveredWhateverItSays(String body) {
        assertThat(on("200 OK", body)).isEqualTo(Outcome.delivered());
        assertThat(on("201 Created", body)).isEqualTo(Outcome.delivered());
    }

    @Test
    void noContentIsDelivered() {
        pushbullet
                .server()
                .next(socket -> ScriptedServer.write(
                        socket, "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(pushbullet.deliver(problem())).isEqualTo(Outcome.delivered());
    }

    @Test
    void aCompressedAnswerIsRead() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"iden\":\"ujz\"}".getBytes(StandardCharsets.UTF_8));
        }
        pushbullet.server().next(ScriptedServer.answer("200 OK", compressed.toByteArray(), "Content-Encoding: gzip"));

        assertThat(pushbullet.deliver(problem())).isEqualTo(Outcome.delivered("ujz"));
    }

    @Test
    void aUsedUpAccountWaitsForTheNextMonth() {
        Outcome.Quota quota = (Outcome.Quota) on("400 Bad Request", QUOTA);

        assertThat(quota.until()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(quota.reason())
                .contains("Pushbullet Pro is required to make this call. (pushbullet_pro_required)")
                .contains("next month");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK",
                "401 Unauthorized",
                "403 Forbidden",
                "404 Not Found",
                "429 Too Many Requests",
                "500 Oops"
            })
    void aUsedUpAccountIsRecognisedWithAnyStatus(String status) {
        assertThat(on(status, QUOTA)).isInstanceOf(Outcome.Quota.class);
    }

    @Test
    void aUsedUpAccountIsRecognisedByEitherCode() {
        assertThat(on("400 Bad Request", "{\"error_code\":\"pushbullet_pro_required\"}"))
                .isInstanceOf(Outcome.Quota.class);
        assertThat(on("400 Bad Request", "{\"error\":{\"code\":\"pushbullet_pro_required\"}}"))
                .isInstanceOf(Outcome.Quota.class);
    }

    @Test
    void theNextMonthOfDecemberIsJanuary() throws Exception {
        pushbullet.server().next("400 Bad Request", QUOTA);
        Instant lastSecond = Instant.parse("2026-12-31T23:59:59Z");

        assertThat(pushbullet
                        .notifiers()
                        .get(0)
                        .deliver(problem(), new Attempt(1, lastSecond, lastSecond.plusSeconds(30), KEY)))
                .isInstanceOfSatisfying(
                        Outcome.Quota.class,
                        quota -> assertThat(quota.until()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void aWrongTokenIsTold() {
        Outcome.Rejected rejected =
                rejected(on("401 Unauthorized", error("invalid_access_token", "Access token is missing or invalid.")));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Pushbullet does not accept the token: Access token is missing or invalid. "
                        + "(invalid_access_token), HTTP 401; make a new one at "
                        + "https://www.pushbullet.com/#settings/account and set it as notifier.test.token");
    }

    @Test
    void aForbiddenTokenIsTold() {
        Outcome.Rejected rejected = rejected(on("403 Forbidden", error("forbidden", "You may not.")));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason()).contains("You may not. (forbidden)").contains("notifier.test.token");
    }

    @Test
    void aForbiddenChannelIsASetting() {
        Outcome.Rejected rejected = rejected(on(
                "403 Forbidden",
                "{\"error\":{\"type\":\"invalid_request\",\"message\":\"Not yours.\",\"param\":\"channel_tag\"}}"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .contains("Not yours. (invalid_request)")
                .contains("correct notifier.test.channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "404 Not Found"})
    void anUnknownTargetIsASetting(String status) {
        String byParam = "{\"error\":{\"type\":\"invalid_request\",\"message\":\"Wrong.\",\"param\":\"%s\"}}";
        String byMessage =
                "{\"error\":{\"type\":\"invalid_request\",\"message\":\"The param '%s' has an invalid value.\"}}";
        for (String body : new String[] {byParam, byMessage}) {
            assertSetting("device", on(status, body.formatted("device_iden")));
            assertSetting("device", on(status, body.formatted("source_device_iden")));
            assertSetting("channel", on(status, body.formatted("channel_tag")));
            assertSetting("email", on(status, body.formatted("email")));
        }
    }

    private static void assertSetting(String key, Outcome outcome) {
        assertThat(rejected(outcome).refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected(outcome).reason()).contains("correct notifier.test." + key + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "404 Not Found", "413 Content Too Large", "422 No", "499 No"})
    void anythingElseThatIsRefusedIsThisOneMessage(String status) {
        Outcome.Rejected rejected = rejected(on(status, error("invalid_param", "The param 'body' is odd.")));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Pushbullet does not take this message: The param 'body' is odd. (invalid_param), HTTP "
                        + status.substring(0, 3));
    }

    @Test
    void aPlaceWithoutPushbulletIsASetting() {
        Outcome.Rejected rejected = rejected(on("404 Not Found", "<html>nothing here</html>"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .isEqualTo("There is no Pushbullet at " + pushbullet.server().url()
                        + "/v2/pushes: HTTP 404; correct notifier.test.url");
    }

    private Outcome on(String status, String body) {
        return pushbullet.answered(status, body);
    }

    private static Outcome.Rejected rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcome;
    }
}
