package io.heartbeat.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackFactoryTest {
    @AutoClose
    private final NotifierTrial slack = NotifierTrial.of(new SlackFactory()).at("/services/T0/B0/made-up");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/services/T00000000/B00000000/made-up-for-tests | ok",
                "/hooks/0123456789abcdef | ok",
                "/hooks/0123456789abcdef/made-up-for-tests | {\"success\":true}"
            })
    void keepsTheContractOfANotifierInEveryChat(String path, String success) {
        HttpNotifierContract.of(new SlackFactory())
                .at("url", path)
                .success("200 OK", success)
                .verify();
    }

    @Test
    void asksForAnAddress() {
        assertThat(slack.errors("url", ""))
                .containsExactly("test.url is not set, nor is url-file: make an incoming webhook at"
                        + " https://api.slack.com/apps, or under Integrations in Mattermost or Rocket.Chat, and set its"
                        + " address");
    }

    @Test
    void refusesAChatThatItDoesNotKnow() {
        assertThat(slack.errors("chat", "irc"))
                .containsExactly("test.chat must be one of slack, mattermost, rocket.chat, but is 'irc'");
    }

    @Test
    void hasARecipientForEachAddress() {
        assertThat(slack.recipients()).containsExactly("");
        assertThat(slack.recipients("url", "https://hooks.slack.com/services/a,https://hooks.slack.com/services/b"))
                .containsExactly("8b656814", "f1653191");
    }

    @ParameterizedTest
    @CsvSource({
        "SLACK, https://hooks.slack.com/services/T0/B0/made-up",
        "SLACK, https://chat.example/hooks",
        "MATTERMOST, https://chat.example/hooks/made-up",
        "MATTERMOST, https://example.net/hooks/team/hooks/made-up/",
        "ROCKET_CHAT, https://chat.example/hooks/id/made-up",
        "ROCKET_CHAT, https://example.net/chat/hooks/id/user/made-up"
    })
    void knowsTheChatByItsAddress(Chat chat, String url) {
        assertThat(Chat.at(HttpUrl.get(url))).isEqualTo(chat);
    }
}
