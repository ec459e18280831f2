package io.heartbeat.notifier.discord;

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
class DiscordTest {
    @AutoClose
    private final NotifierTrial discord = NotifierTrial.of(new DiscordFactory()).at("/api/webhooks/1/made-up");

    @Test
    void aProblemHasARedBarAndMentionsNobody() {
        Received request = discord.request(problem());

        assertThat(request.requestLine()).isEqualTo("POST /api/webhooks/1/made-up?wait=true HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"embeds\":[{\"title\":\"Flatlined Host: nas\","
                        + "\"description\":\"nas flatlined: silent for 10 s, 5 beats missed at 10:00:00, 2026-11-22\","
                        + "\"color\":13840175}],\"allowed_mentions\":{\"parse\":[]}}");
    }

    @Test
    void aRecoveryHasAGreenBar() {
        assertThat(discord.request(recovery()).body())
                .isEqualTo("{\"embeds\":[{\"title\":\"Recovered Host: nas\","
                        + "\"description\":\"nas recovered after 5 min at 10:05:00, 2026-11-22\","
                        + "\"color\":3706428}],\"allowed_mentions\":{\"parse\":[]}}");
    }

    @Test
    void aWarningHasAnOrangeBar() {
        assertThat(discord.request(warning()).body()).contains("\"color\":16088064}],\"allowed_mentions\"");
    }

    @Test
    void aNoteMakesNoSound() {
        assertThat(discord.request(note()).body())
                .endsWith("\"color\":1668818}],\"allowed_mentions\":{\"parse\":[]},\"flags\":4096}");
    }

    @Test
    void aThreadIsKept() {
        assertThat(discord.at("/api/webhooks/1/made-up?thread_id=7&wait=false")
                        .request(problem())
                        .requestLine())
                .isEqualTo("POST /api/webhooks/1/made-up?thread_id=7&wait=true HTTP/1.1");
    }

    @Test
    void markupIsShownAsItWasWritten() {
        assertThat(discord.request(saying("@everyone **nas**", "<@123> `rm` [a](b)"))
                        .body())
                .contains(
                        "\"title\":\"@everyone \\\\*\\\\*nas\\\\*\\\\*\"",
                        "\"description\":\"\\\\<@123\\\\> \\\\`rm\\\\` \\\\[a\\\\](b) at 10:00:00, 2026-11-22\"",
                        "\"allowed_mentions\":{\"parse\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*", "💔"})
    void anyTextFits(String character) {
        JsonObject embed = JsonParser.parseString(discord.request(saying(character.repeat(300), character.repeat(5000)))
                        .body())
                .getAsJsonObject()
                .getAsJsonArray("embeds")
                .get(0)
                .getAsJsonObject();

        assertThat(embed.get("title").getAsString()).endsWith("…").hasSizeLessThanOrEqualTo(256);
        assertThat(embed.get("description").getAsString())
                .endsWith("… at 10:00:00, 2026-11-22")
                .hasSizeLessThanOrEqualTo(4096);
    }

    @Test
    void itIsCalledAsDiscordCallsIt() {
        assertThat(discord.answered("200 OK", "{\"id\":\"4711\",\"type\":0,\"content\":\"\"}"))
                .isEqualTo(Outcome.delivered("4711"));
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, Unknown Webhook, 10015",
        "404 Not Found, Unknown Channel, 10003",
        "401 Unauthorized, Invalid Webhook Token, 50027",
        "403 Forbidden, Missing Permissions, 50013"
    })
    void aWebhookThatIsDeletedNeedsAnother(String status, String message, int code) {
        Outcome.Rejected rejected = discord.rejected(status, error(message, code));

        assertThat(rejected.refusal()).isEqualTo(Refusal.AUTHORISATION);
        assertThat(rejected.reason())
                .isEqualTo("Discord does not accept the url: " + message + " (" + code + "), HTTP "
                        + status.substring(0, 3) + "; make a new webhook in the settings of the channel, under"
                        + " Integrations, and set it as notifier.test.url");
    }

    @Test
    void aForumWantsAThread() {
        Outcome.Rejected rejected = discord.rejected(
                "400 Bad Request",
                error("Webhooks posted to forum channels must have a thread_name or thread_id", 220001));

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason())
                .endsWith("correct notifier.test.url: put ?thread_id= and the id of a thread behind the address");
    }

    @Test
    void aMessageThatIsRefusedIsSetAside() {
        Outcome.Rejected rejected = discord.rejected(
                "400 Bad Request",
                "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"embeds\":{\"0\":{\"title\":"
                        + "{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"…\"}]}}}}}");

        assertThat(rejected.refusal()).isEqualTo(Refusal.PAYLOAD);
        assertThat(rejected.reason())
                .isEqualTo("Discord does not take this message: Invalid Form Body (50035), HTTP 400");
    }

    @Test
    void tooManyRequestsComeAgainWhenDiscordSays() {
        String limited = "{\"message\":\"You are being rate limited.\",\"retry_after\":64.57,\"global\":false}";

        Outcome.Retry retry = discord.retry("429 Too Many Requests", limited);

        assertThat(retry.after()).contains(Duration.ofSeconds(65));
        assertThat(retry.reason()).isEqualTo("Discord wants fewer requests: You are being rate limited., HTTP 429");
        assertThat(discord.retry("429 No", limited.replace("64.57", "0.376"), "X-RateLimit-Reset-After: 0.376")
                        .after())
                .contains(Duration.ofSeconds(1));
        assertThat(discord.retry("429 No", "<html>error code: 1015</html>", "Retry-After: 900")
                        .after())
                .contains(Duration.ofMinutes(15));
    }

    private static String error(String message, int code) {
        return "{\"message\":\"" + message + "\",\"code\":" + code + "}";
    }
}
