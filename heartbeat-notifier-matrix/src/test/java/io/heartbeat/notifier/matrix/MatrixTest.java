package io.heartbeat.notifier.matrix;

import static io.heartbeat.testkit.NotifierTrial.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.notifier.http.Json;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MatrixTest {
    private static final String TOKEN = "not-a-real-access-token";
    private static final String ROOM = "!machines:home.example";

    @AutoClose
    private final NotifierTrial matrix = NotifierTrial.of(new MatrixFactory())
            .with("token", TOKEN)
            .with("room", ROOM)
            .answering("200 OK", "{\"event_id\":\"$alarm\"}");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new MatrixFactory())
                .with("token", TOKEN)
                .with("room", ROOM)
                .success("200 OK", "{\"event_id\":\"$alarm\"}")
                .verify();
    }

    @Test
    void aProblemIsATextToTheRoom() {
        Received request = matrix.request(SampleNotifications.problem());

        assertThat(request.requestLine())
                .isEqualTo(
                        "PUT /_matrix/client/v3/rooms/!machines:home.example/send/m.room.message/" + KEY + " HTTP/1.1");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"msgtype\":\"m.text\",\"body\":\"🔴 Flatlined Host: nas\\n"
                        + "nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"format\":\"org.matrix.custom.html\","
                        + "\"formatted_body\":\"<strong>🔴 Flatlined Host: nas</strong><br>"
                        + "nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"m.mentions\":{}}");
    }

    @Test
    void itsEndIsAReplyToIt() {
        matrix.request(SampleNotifications.problem());

        assertThat(matrix.request(SampleNotifications.recovery()).body())
                .startsWith("{\"msgtype\":\"m.text\",\"body\":\"🟢 Recovered Host: nas\\n")
                .endsWith(",\"m.relates_to\":{\"m.in_reply_to\":{\"event_id\":\"$alarm\"}}}");
    }

    @Test
    void anEndWhoseBeginningIsForgottenIsAMessageOfItsOwn() {
        assertThat(matrix.request(SampleNotifications.recovery()).body()).doesNotContain("m.relates_to");
    }

    @Test
    void aNoteDoesNotRing() {
        assertThat(matrix.request(SampleNotifications.note()).body())
                .startsWith("{\"msgtype\":\"m.notice\",\"body\":\"🔵 New Host: pi\\n");
        assertThat(matrix.request(SampleNotifications.warning()).body())
                .startsWith("{\"msgtype\":\"m.text\",\"body\":\"🟠 Failing Disk: nas\\n");
    }

    @Test
    void markupIsEscaped() {
        String body = matrix.request(SampleNotifications.saying("<b> & \"x\"", "one\ntwo\r\n<script>"))
                .body();

        assertThat(Json.text(Json.object(body), "formatted_body"))
                .isEqualTo("<strong>🔴 &lt;b&gt; &amp; &quot;x&quot;</strong><br>one<br>two<br>&lt;script&gt;"
                        + " at 10:00:00, 2026-11-22");
    }

    @Test
    void anEventIsNeverTooLarge() {
        String worst = "\"".repeat(100_000);

        assertThat(matrix.request(SampleNotifications.saying(worst, worst)).body())
                .hasSizeLessThan(65_000);
    }

    @Test
    void anyRoomIsOneSegmentOfThePath() {
        matrix.with("room", "!a/b?c#d:home.example");

        assertThat(matrix.request(SampleNotifications.problem()).requestLine())
                .startsWith("PUT /_matrix/client/v3/rooms/!a%2Fb%3Fc%23d:home.example/send/");
    }

    @Test
    void isDeliveredAsAnEvent() {
        assertThat(matrix.answered("200 OK", "{\"event_id\":\"$143273582443PhrSn\"}"))
                .isEqualTo(Outcome.delivered("$143273582443PhrSn"));
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, M_UNKNOWN_TOKEN, token, AUTHORISATION",
        "401 Unauthorized, M_MISSING_TOKEN, token, AUTHORISATION",
        "401 Unauthorized, M_USER_LOCKED, token, AUTHORISATION",
        "403 Forbidden, M_USER_DEACTIVATED, token, AUTHORISATION",
        "403 Forbidden, M_CONSENT_NOT_GIVEN, token, AUTHORISATION",
        "403 Forbidden, M_FORBIDDEN, room, CONFIGURATION",
        "403 Forbidden, M_GUEST_ACCESS_FORBIDDEN, room, CONFIGURATION",
        "400 Bad Request, M_INVALID_PARAM, room, CONFIGURATION",
        "404 Not Found, M_UNRECOGNIZED, url, CONFIGURATION"
    })
    void anErrorNamesTheSetting(String status, String code, String key, Refusal refusal) {
        Outcome.Rejected rejected = matrix.rejected(status, error(code));

        assertThat(rejected.refusal()).isEqualTo(refusal);
        assertThat(rejected.reason())
                .contains("In its own words (" + code + ")")
                .contains("notifier.test." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"M_TOO_LARGE", "M_BAD_JSON", "M_NOT_JSON", "M_UNKNOWN"})
    void anErrorMayBlameTheMessage(String code) {
        assertThat(matrix.rejected("400 Bad Request", error(code)).refusal()).isEqualTo(Refusal.PAYLOAD);
    }

    @Test
    void tooManyMessagesWaitAsLongAsToldInEitherWay() {
        String limited = "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many requests\",\"retry_after_ms\":2500}";

        Outcome.Retry retry = matrix.retry("429 Too Many Requests", limited);
        assertThat(retry.after()).contains(Duration.ofSeconds(3));
        assertThat(retry.reason())
                .isEqualTo("Matrix wants fewer requests: Too many requests (M_LIMIT_EXCEEDED), HTTP 429");
        assertThat(matrix.retry("429 No", limited, "Retry-After: 7").after()).contains(Duration.ofSeconds(7));
    }

    @Test
    void aFullServerMayHaveRoomLater() {
        assertThat(matrix.retry("403 Forbidden", error("M_RESOURCE_LIMIT_EXCEEDED"))
                        .reason())
                .startsWith("Matrix is in trouble: ");
    }

    @Test
    void asksForAllItNeeds() {
        assertThat(matrix.errors("url", "", "token", "", "room", ""))
                .hasSize(3)
                .anyMatch(error -> error.startsWith("test.url "))
                .anyMatch(error -> error.startsWith("test.token is not set, nor is token-file: log in"))
                .anyMatch(error -> error.startsWith("test.room is not set: name rooms by their internal IDs"));
        assertThat(matrix.errors("room", "#machines:home.example"))
                .containsExactly("test.room must be an internal room ID, which begins with '!', but is "
                        + "'#machines:home.example'");
    }

    @Test
    void namesRecipientsAfterTheirRooms() {
        assertThat(matrix.recipients()).containsExactly("");
        assertThat(matrix.recipients("room", "!a:home.example,!b:home.example,!a:home.example"))
                .hasSize(2)
                .allMatch(name -> name.matches("-[ab]-home.example-[0-9a-f]{8}"));
    }

    private static String error(String code) {
        return "{\"errcode\":\"" + code + "\",\"error\":\"In its own words\"}";
    }
}
