package io.heartbeat.notifier.telegram;

import static io.heartbeat.testkit.SampleNotifications.note;
import static io.heartbeat.testkit.SampleNotifications.problem;
import static io.heartbeat.testkit.SampleNotifications.recovery;
import static io.heartbeat.testkit.SampleNotifications.saying;
import static io.heartbeat.testkit.SampleNotifications.warning;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
class TelegramTest {
    private static final String NO_PREVIEW = "\"link_preview_options\":{\"is_disabled\":true}";

    @AutoClose
    private final NotifierTrial telegram = NotifierTrial.of(new TelegramFactory())
            .with("token", "42:made-up")
            .with("chat", "-100123")
            .answering("200 OK", "{\"ok\":true,\"result\":{\"message_id\":4711,\"date\":1795341600}}");

    @Test
    void aProblemHasABoldHeadingWithARedCircle() {
        Received request = telegram.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /bot42:made-up/sendMessage HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"chat_id\":\"-100123\",\"text\":\"🔴 Flatlined Host: nas\\n"
                        + "nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":22}]," + NO_PREVIEW + "}");
    }

    @Test
    void aRecoveryRepliesToItsAlarm() {
        telegram.request(problem());

        assertThat(telegram.request(recovery()).body())
                .isEqualTo("{\"chat_id\":\"-100123\",\"text\":\"🟢 Recovered Host: nas\\n"
                        + "nas recovered after 5 min at 10:05:00, 2026-11-22\","
                        + "\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":22}]," + NO_PREVIEW
                        + ",\"reply_parameters\":{\"message_id\":4711,\"allow_sending_without_reply\":true}}");
    }

    @Test
    void aRecoveryStandsAloneIfItsAlarmIsNotKnown() {
        assertThat(telegram.request(recovery()).body()).endsWith(NO_PREVIEW + "}");
    }

    @Test
    void aWarningHasAnOrangeCircle() {
        assertThat(telegram.request(warning()).body()).contains("\"text\":\"🟠 Failing Disk: nas\\n");
    }

    @Test
    void aNoteMakesNoSound() {
        assertThat(telegram.request(note()).body())
                .contains("\"text\":\"🔵 New Host: pi\\n")
                .endsWith(NO_PREVIEW + ",\"disable_notification\":true}");
    }

    @Test
    void markupIsShownAsItWasWritten() {
        assertThat(telegram.request(saying("<b>nas</b> 💔", "*a* _b_ [c](d) &amp;"))
                        .body())
                .contains("\"text\":\"🔴 <b>nas</b> 💔\\n*a* _b_ [c](d) &amp; at ")
                .contains("\"length\":16}")
                .doesNotContain("parse_mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "💔"})
    void anyTextFits(String character) {
        JsonObject message = JsonParser.parseString(
                        telegram.request(saying(character.repeat(300), character.repeat(5000)))
                                .body())
                .getAsJsonObject();

        String text = message.get("text").getAsString();
        assertThat(text.codePointCount(0, text.length())).isBetween(4000, 4096);
        assertThat(text).contains("…\n").endsWith("… at 10:00:00, 2026-11-22");
    }

    @Test
    void itIsCalledAsTelegramCallsIt() {
        assertThat(telegram.deliver(problem())).isEqualTo(Outcome.delivered("4711"));
    }

    @ParameterizedTest
    @CsvSource({"401 Unauthorized, Unauthorized", "404 Not Found, Not Found"})
    void aWrongTokenIsToldWithoutShowingIt(String status, String description) {
        Outcome.Rejected rejected = telegram.rejected(status, error(status, description));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Telegram does not accept the token: " + description + ", HTTP " + status.substring(0, 3)
                        + "; ask @BotFather for the token and set it as notifier.test.token");
    }

    @Test
    void aPlaceWithoutTelegramIsASettingAndShowsNoToken() {
        assertThat(telegram.rejected("404 Not Found", "<html>nothing here</html>")
                        .reason())
                .isEqualTo("There is no Telegram at " + telegram.server().url()
                        + "/bot[hidden]/sendMessage: HTTP 404; correct notifier.test.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forbidden: bot was blocked by the user",
                "Forbidden: bot was kicked from the group chat",
                "Forbidden: user is deactivated",
                "Forbidden: the group chat was deleted"
            })
    void aChatThatIsClosedToTheBotIsASetting(String description) {
        Outcome.Rejected rejected = telegram.rejected("403 Forbidden", error("403 Forbidden", description));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .isEqualTo("Telegram does not take the chat: " + description + ", HTTP 403; correct notifier.test.chat:"
                        + " add the bot to -100123, or, if it is a person, let them write to the bot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: chat not found",
                "Bad Request: not enough rights to send text messages to the chat",
                "Bad Request: need administrator rights in the channel chat",
                "Bad Request: PEER_ID_INVALID"
            })
    void anUnknownChatIsASetting(String description) {
        Outcome.Rejected rejected = telegram.rejected("400 Bad Request", error("400 Bad Request", description));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).startsWith("Telegram does not take the chat: " + description + ", HTTP 400");
    }

    @Test
    void aGroupThatHasMovedIsASetting() {
        Outcome.Rejected rejected = telegram.rejected(
                "400 Bad Request",
                "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded to a"
                        + " supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":-1001234567890}}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .endsWith("correct notifier.test.chat: the group has become a supergroup, whose number is"
                        + " -1001234567890");
    }

    @Test
    void aMessageThatIsRefusedIsSetAside() {
        Outcome.Rejected rejected =
                telegram.rejected("400 Bad Request", error("400 No", "Bad Request: message is too long"));

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Telegram does not take this message: Bad Request: message is too long, HTTP 400");
    }

    @Test
    void tooManyRequestsComeAgainWhenTelegramSays() {
        Outcome.Retry retry = telegram.retry(
                "429 Too Many Requests",
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 17\","
                        + "\"parameters\":{\"retry_after\":17}}");

        assertThat(retry.after()).contains(Duration.ofSeconds(17));
        assertThat(retry.reason())
                .isEqualTo("Telegram wants fewer requests: Too Many Requests: retry after 17, HTTP 429");
    }

    private static String error(String status, String description) {
        return "{\"ok\":false,\"error_code\":" + status.substring(0, 3) + ",\"description\":\"" + description + "\"}";
    }
}
